import { randomBytes } from 'node:crypto';
import { noStatus } from '../../../app/knowledge/statuses.ts';
import type { Smb2NegotiateFailure } from '../../smb2/negotiate.ts';
import { negotiateSmb2 } from '../../smb2/negotiate.ts';
import type { NegotiateResponse } from '../../smb2/codec/negotiate.ts';
import { anySmb2Dialect, smb2SecurityModes } from '../../smb2/codec/negotiate.ts';
import { guidText } from '../../net/guid.ts';
import type { Check, CheckContext } from '../check.ts';
import { cancelled, done } from '../check.ts';
import { openConnection } from '../connect.ts';
import { needs } from '../needs.ts';
import { printableText } from '../printable-text.ts';
import { noteSessionFailure } from '../session-failure.ts';
import { silenceOf } from '../silence.ts';

type Dialogue = 'smb2' | 'multi-protocol';

/**
 * Proves whether SMB2 is served, each time on a new connection: by an SMB2 NEGOTIATE and, where that brought no
 * dialect, by the multi-protocol one with which Windows begins ([MS-SMB2] 3.2.4.2.2).
 */
export const smb2NegotiateCheck: Check = {
  id: 'smb2-negotiate',
  run: async (context) => {
    if (context.bench.address === null) return needs('tcp');
    for (const dialogue of ['smb2', 'multi-protocol'] as const) {
      const outcome = await negotiate(context, context.bench.address, dialogue);
      if (outcome === 'cancelled') return cancelled;
      if (outcome === 'served') break;
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
    recorder.observe('smb2-negotiate', 'smb2-negotiated', { ...describe(result.value), dialogue, ms, exchange });
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

/** Names of DialectRevision ([MS-SMB2] 2.2.4), as people say them. */
const dialectNames: Readonly<Record<number, string>> = {
  0x0202: 'SMB 2.0.2',
  0x0210: 'SMB 2.1',
  [anySmb2Dialect]: 'SMB 2',
  0x0300: 'SMB 3.0',
  0x0302: 'SMB 3.0.2',
  0x0311: 'SMB 3.1.1',
};

function describe({ dialect, securityMode, serverGuid }: NegotiateResponse): {
  readonly dialect: string;
  readonly signing: 'enabled' | 'required';
  readonly serverGuid: string;
} {
  const required = (securityMode & smb2SecurityModes.SMB2_NEGOTIATE_SIGNING_REQUIRED) !== 0;
  return {
    dialect: dialectNames[dialect] ?? `SMB 0x${dialect.toString(16).padStart(4, '0')}`,
    signing: required ? 'required' : 'enabled',
    serverGuid: guidText(serverGuid),
  };
}
