import { randomBytes } from 'node:crypto';
import type { ObservationOf } from '../../app/model/observation.ts';
import { smb2Dialects } from '../smb2/codec/negotiate.ts';
import type { Smb2NegotiateFailure } from '../smb2/negotiate.ts';
import { negotiateSmb2 } from '../smb2/negotiate.ts';
import type { CheckContext } from './check.ts';
import { openConnection } from './connect.ts';
import { describeSmb2Negotiated, dialectName } from './describe-smb2-negotiated.ts';
import { noteSmb2Identity } from './server-identity.ts';

type Answer = ObservationOf<'smb2-dialect'>['answer'];

/**
 * Offers each dialect of SMB2 alone, on a connection of its own, and notes the answer. Ends early at silence, which
 * another question would only meet again.
 */
export async function sweepDialects(context: CheckContext): Promise<'done' | 'cancelled'> {
  for (const dialect of smb2Dialects) {
    const outcome = await offerAlone(context, dialect);
    if (outcome === 'cancelled') return 'cancelled';
    if (outcome === 'no-answer') break;
  }
  return 'done';
}

async function offerAlone(context: CheckContext, offered: number): Promise<Answer | 'cancelled'> {
  const { request, signal, recorder, clock } = context;
  const dialect = dialectName(offered);
  const note = (answer: Answer, rest: { readonly ms: number; readonly exchange: string }): Answer => {
    recorder.observe('smb2-negotiate', 'smb2-dialect', { dialect, answer, ...rest });
    return answer;
  };
  const opened = await openConnection(context, 'smb2');
  if (!opened.result.ok) {
    const { ms, exchange } = opened;
    const { kind } = opened.result.error;
    if (kind === 'cancelled') return 'cancelled';
    return note(unopened[kind] ?? 'other', { ms, exchange });
  }
  const { tcp, name } = opened.result.value;
  const { result, record } = await negotiateSmb2(tcp, {
    dialogue: 'smb2',
    dialects: [offered],
    connection: name,
    clock,
    randomBytes,
    deadlineMs: request.plan.deadlineMs,
    signal,
  });
  const exchange = recorder.exchange(record);
  const ms = record.ms ?? clock.monotonicMs() - record.sentAtMs;
  if (result.ok) {
    const seen = { ...describeSmb2Negotiated(result.value, record, clock), ms, exchange };
    recorder.observe('smb2-negotiate', 'smb2-dialect', { ...seen, answer: 'served' });
    noteSmb2Identity(context, 'smb2-negotiate', result.value, exchange);
    return 'served';
  }
  const { error } = result;
  if (error.kind === 'cancelled') return 'cancelled';
  if (error.kind !== 'server-status') return note(answers[error.kind], { ms, exchange });
  const { status } = error;
  recorder.observe('smb2-negotiate', 'smb2-dialect', { dialect, answer: 'refused', status, ms, exchange });
  return 'refused';
}

/** Where the connection itself, or the NetBIOS session on it, was not to be had. */
const unopened: Readonly<Record<string, Answer>> = {
  deadline: 'no-answer',
  unreachable: 'no-answer',
  refused: 'cut',
  transport: 'cut',
};

const answers: Readonly<Record<Exclude<Smb2NegotiateFailure['kind'], 'cancelled' | 'server-status'>, Answer>> = {
  transport: 'cut',
  deadline: 'no-answer',
  'protocol-violation': 'other',
  'smb1-answer': 'other',
  'not-smb': 'other',
};
