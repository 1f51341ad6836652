import { printableText } from '../printable-text.ts';
import type { Check } from '../check.ts';
import { cancelled, done } from '../check.ts';
import { smb1ClientOn } from '../client.ts';
import { needs } from '../needs.ts';
import { describeNegotiated } from '../describe-negotiated.ts';
import { noteSmb1Identity } from '../server-identity.ts';
import { silenceOf } from '../silence.ts';

/** Offers NT LM 0.12 alone on the connection that `tcp` opened. */
export const smb1NegotiateCheck: Check = {
  id: 'smb1-negotiate',
  run: async (context) => {
    const { request, signal, recorder, bench, clock } = context;
    if (bench.unused === null) return needs('tcp');
    const client = smb1ClientOn(bench.unused, context);
    bench.unused = null;
    const { result, record } = await client.negotiate({ deadlineMs: request.plan.deadlineMs, signal });
    const exchange = recorder.exchange(record);
    const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
    if (result.ok && result.value.kind === 'nt-lm') {
      bench.smb1 = { client, negotiated: result.value, unusable: null };
      const described = describeNegotiated(result.value, record, clock);
      recorder.observe('smb1-negotiate', 'smb1-negotiated', { ...described, ms, exchange });
      noteSmb1Identity(context, 'smb1-negotiate', result.value, exchange);
      return done;
    }
    client.close();
    if (result.ok) {
      const { status } = record;
      recorder.observe('smb1-negotiate', 'smb1-negotiate-refused', { how: 'no-dialect', status, ms, exchange });
      return done;
    }
    const { error } = result;
    const dialogue = 'smb1';
    switch (error.kind) {
      case 'cancelled':
        return cancelled;
      case 'deadline':
        recorder.observe('smb1-negotiate', 'negotiate-no-answer', {
          dialogue,
          ...silenceOf(error),
          exchange,
        });
        return done;
      case 'transport':
        recorder.observe('smb1-negotiate', 'negotiate-cut', { dialogue, end: error.end.how, ms, exchange });
        return done;
      case 'server-status':
        recorder.observe('smb1-negotiate', 'smb1-negotiate-refused', {
          how: 'status',
          status: error.status,
          ms,
          exchange,
        });
        return done;
      case 'not-smb':
        recorder.observe('smb1-negotiate', 'not-smb', { dialogue, text: printableText(error.bytes), exchange });
        return done;
      case 'smb2-answer':
        recorder.observe('smb1-negotiate', 'protocol-violation', {
          series: 'smb1.negotiate',
          reason: 'wrong-protocol',
          exchange,
        });
        return done;
      case 'protocol-violation':
        recorder.observe('smb1-negotiate', 'protocol-violation', {
          series: 'smb1.negotiate',
          reason: error.reason,
          ...(error.field === undefined ? {} : { field: error.field }),
          exchange,
        });
        return done;
    }
  },
};
