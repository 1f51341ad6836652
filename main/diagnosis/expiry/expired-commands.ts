import { isSessionExpired } from '../../../app/knowledge/statuses.ts';
import type { ExchangeRecord } from '../../net/exchange.ts';
import type { FileHandles, Handles, Smb1Client } from '../../smb1/client.ts';
import { accessRights, createDispositions, createOptions, shareAccess } from '../../smb1/codec/file-constants.ts';
import type { CheckContext } from '../check.ts';

/** What is open in the sessions that expire, so that each command can be judged without harm to the next. */
export interface Expired {
  /** The session that is to be continued, and its tree. */
  readonly kept: Handles;
  /** Open folders in it: one to ask about, one to close. Null where the share holds no files. */
  readonly folders: { readonly kept: FileHandles; readonly spare: FileHandles } | null;
  /** Another session of the same connection, whose tree and itself may go. */
  readonly spare: Handles;
}

/** Opens the share's own folder, which writes nothing and hinders nobody. */
export async function openFolder(
  { request, signal, recorder }: CheckContext,
  client: Smb1Client,
  handles: Handles,
): Promise<FileHandles | null> {
  const { result, record } = await client.open(handles, '\\', {
    deadlineMs: request.plan.deadlineMs,
    signal,
    access: accessRights.FILE_READ_DATA | accessRights.FILE_READ_ATTRIBUTES,
    disposition: createDispositions.FILE_OPEN,
    createOptions: createOptions.FILE_DIRECTORY_FILE,
    shareAccess: shareAccess.FILE_SHARE_READ | shareAccess.FILE_SHARE_WRITE | shareAccess.FILE_SHARE_DELETE,
  });
  recorder.exchange(record);
  return result.ok ? { ...handles, fid: result.value.fid } : null;
}

/**
 * Sends the commands that a server lets through although the session has expired ([MS-SMB] 3.3.5.1), all but
 * SESSION_SETUP_ANDX, and notes the answers. False once the connection is of no use.
 */
export async function tryExpiredCommands(
  context: CheckContext,
  client: Smb1Client,
  { folders, spare }: Expired,
): Promise<boolean> {
  const { request, signal } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const commands: readonly (() => Promise<{ readonly record: ExchangeRecord }>)[] = [
    ...(folders === null
      ? []
      : [
          () => client.flush(folders.kept, options),
          () => client.lockNothing(folders.kept, options),
          () => client.closeFile(folders.spare, options),
        ]),
    () => client.disconnectTree(spare, options),
    () => client.logOff(spare, options),
  ];
  for (const send of commands) {
    const { record } = await send();
    if (!noteExpiredAnswer(context, record)) return false;
  }
  return true;
}

/** Notes what became of a command in an expired session; whether the connection is still of use. */
export function noteExpiredAnswer({ recorder, clock }: CheckContext, record: ExchangeRecord): boolean {
  const exchange = recorder.exchange(record);
  const { series, status, outcome } = record;
  const answers = { answered: 'status', refused: 'status', cut: 'cut', 'no-answer': 'no-answer' } as const;
  if (!(outcome in answers)) return false;
  const answer = answers[outcome as keyof typeof answers];
  recorder.observe('smb1-expiry', 'expired-answer', {
    series,
    answer,
    status,
    letThrough: answer === 'status' && !isSessionExpired(status),
    ms: record.ms ?? clock.monotonicMs() - record.sentAtMs,
    exchange,
  });
  return answer === 'status';
}
