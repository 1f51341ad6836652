import { randomBytes } from 'node:crypto';
import { noStatus } from '../../../app/knowledge/statuses.ts';
import type { Smb2NegotiateFailure } from '../../smb2/negotiate.ts';
import { negotiateSmb2 } from '../../smb2/negotiate.ts';
import type { Check, CheckContext } from '../check.ts';
import { cancelled, done } from '../check.ts';
import { openConnection } from '../connect.ts';
import { describeSmb2Negotiated } from '../describe-smb2-negotiated.ts';
import { sweepDialects } from '../dialect-sweep.ts';
import { needs } from '../needs.ts';
import { printableText } from '../printable-text.ts';
import { noteSmb2Identity } from '../server-identity.ts';
import { noteSessionFailure } from '../session-failure.ts';
import { silenceOf } from '../silence.ts';

type Dialogue = 'smb2' | 'multi-protocol';

/**
 * Proves whether SMB2 is served, each time on a new connection: by an SMB2 NEGOTIATE and, where that brought no
 * dialect, by the multi-protocol one with which Windows begins ([MS-SMB2] 3.2.4.2.2). All dialects are offered at once;
 * each alone only where the plan says so.
 */
export const smb2NegotiateCheck: Check = {
  id: 'smb2-negotiate',
  run: async (context) => {
    if (context.bench.address === null) return needs('tcp');
    for (const dialogue of ['smb2', 'multi-protocol'] as const) {
      const outcome = await negotiate(context, context.bench.address, dialogue);
      if (outcome === 'cancelled') return cancelled;
      if (outcome === 'not-served') continue;
      if (dialogue === 'multi-protocol' || context.request.plan.dialectSweep !== true) return done;
      return (await sweepDialects(context)) === 'cancelled' ? cancelled : done;
    }
    return done;
  },
};

async function negotiate(
  context: CheckContext,
  address: string,
  dialogue: Dialogue,
): Promise<'served' | 'not-served' | 'cancelled'> {
  const { request, signal, recorder, clock } = context;
  const opened = await openConnection(context, 'smb2');
  if (!opened.result.ok) {
    const { error } = opened.result;
    if (error.kind === 'cancelled') return 'cancelled';
    // The port accepted a connection a moment ago and now does not: what this connection was for got no answer.
    const { ms, record, exchange } = opened;
    if (error.kind === 'refused') {
      recorder.observe('smb2-negotiate', 'negotiate-cut', { dialogue, end: 'rst', ms, exchange });
    } else if (error.kind === 'negative' || error.kind === 'retarget' || error.kind === 'not-netbios') {
      const port = context.bench.port ?? request.target.port;
      await noteSessionFailure(context, 'smb2-negotiate', error, { address, port, ms, record, exchange });
    } else if (error.kind === 'transport') {
      recorder.observe('smb2-negotiate', 'negotiate-cut', { dialogue, end: error.end.how, ms, exchange });
    } else {
      recorder.observe('smb2-negotiate', 'negotiate-no-answer', { dialogue, ms, exchange });
    }
    return 'not-served';
  }
  const { tcp, name } = opened.result.value;
  const { deadlineMs } = request.plan;
  const { result, record } = await negotiateSmb2(tcp, {
    dialogue,
    connection: name,
    clock,
    randomBytes,
    deadlineMs,
    signal,
  });
  const exchange = recorder.exchange(record);
  const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
  if (result.ok) {
    const described = describeSmb2Negotiated(result.value, record, clock);
    recorder.observe('smb2-negotiate', 'smb2-negotiated', { ...described, dialogue, ms, exchange });
    if (dialogue === 'smb2') noteSmb2Identity(context, 'smb2-negotiate', result.value, exchange);
    return 'served';
  }
  return noteFailure(context, result.error, { dialogue, ms, exchange });
}

function noteFailure(
  { recorder }: CheckContext,
  error: Smb2NegotiateFailure,
  seen: { readonly dialogue: Dialogue; readonly ms: number; readonly exchange: string },
): 'not-served' | 'cancelled' {
  const { dialogue, ms, exchange } = seen;
  switch (error.kind) {
    case 'cancelled':
      return 'cancelled';
    case 'deadline':
      recorder.observe('smb2-negotiate', 'negotiate-no-answer', { dialogue, ...silenceOf(error), exchange });
      break;
    case 'transport':
      recorder.observe('smb2-negotiate', 'negotiate-cut', { dialogue, end: error.end.how, ms, exchange });
      break;
    case 'server-status': {
      const { status } = error;
      recorder.observe('smb2-negotiate', 'smb2-negotiate-refused', { how: 'status', status, ...seen });
      break;
    }
    case 'smb1-answer':
      recorder.observe('smb2-negotiate', 'smb2-negotiate-refused', { how: 'smb1-answer', status: noStatus, ...seen });
      break;
    case 'not-smb':
      recorder.observe('smb2-negotiate', 'not-smb', { dialogue, text: printableText(error.bytes), exchange });
      break;
    case 'protocol-violation': {
      const field = error.field === undefined ? {} : { field: error.field };
      recorder.observe('smb2-negotiate', 'protocol-violation', {
        series: 'smb2.negotiate',
        reason: error.reason,
        ...field,
        exchange,
      });
      break;
    }
  }
  return 'not-served';
}
