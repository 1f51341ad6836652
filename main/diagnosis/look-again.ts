import { randomBytes } from 'node:crypto';
import { negotiateSmb2 } from '../smb2/negotiate.ts';
import type { CheckContext } from './check.ts';
import { openConnection } from './connect.ts';
import { noteSmb2Identity } from './server-identity.ts';

const LOOK_AGAIN_DEADLINE_MS = 2_000;

/**
 * After something was lost in this run, asks once more who answers in SMB2 at this address: a server that has been started
 * again says so by its time of start or its GUID. Nothing is asked where it said neither before; no answer tells nothing.
 */
export async function lookAgain(context: CheckContext): Promise<void> {
  const { request, signal, recorder, bench, clock } = context;
  const lost = recorder.observations.some(({ kind }) => kind === 'session-deleted' || kind === 'connection-cut');
  if (!lost || signal.aborted || !bench.servers.some(({ protocol }) => protocol === 'smb2')) return;
  const opened = await openConnection(context, 'smb2');
  if (!opened.result.ok) return;
  const { tcp, name } = opened.result.value;
  const { result, record } = await negotiateSmb2(tcp, {
    dialogue: 'smb2',
    connection: name,
    clock,
    randomBytes,
    deadlineMs: Math.min(request.plan.deadlineMs, LOOK_AGAIN_DEADLINE_MS),
    signal,
  });
  const exchange = recorder.exchange(record);
  if (result.ok) noteSmb2Identity(context, 'smb2-negotiate', result.value, exchange);
}
