import type { ObservationOf } from '../../../app/model/observation.ts';
import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { Exchanged } from '../../net/exchange.ts';
import type { TcpConnection } from '../../net/tcp-connection.ts';
import type { Smb1Client } from '../../smb1/client.ts';
import {
  accessRights,
  createDispositions,
  createOptions,
  fileAttributes,
  shareAccess,
} from '../../smb1/codec/file-constants.ts';
import type { CheckContext } from '../check.ts';
import { smb1ClientOn } from '../client.ts';
import { openConnection } from '../connect.ts';
import { credentialsOf } from '../credentials.ts';
import type { PlannedIdle } from './planned.ts';
import type { Ended } from './wait.ts';

/** A connection on which everything is set up and nothing is said any more. */
export interface IdleConnection {
  /** How records name it. */
  readonly connection: string;
  /** When the last answer had come, on the monotonic clock. */
  readonly silentSinceMs: number;
  /** Comes when the other side or this PC ends the connection; never when we do. */
  readonly ended: Promise<Ended>;
  readonly keepAlivesReceived: () => number;
  /** A request that needs what this connection holds: the search, where it is one, else the session. */
  readonly use: () => Promise<Exchanged<unknown>>;
  /** Closes what is open, disconnects, logs off and closes, as far as the server answers. */
  readonly signOff: () => Promise<void>;
}

/** What was missing to set one up. */
export type Missing = NonNullable<ObservationOf<'idle-connection'>['missing']>;

/** What a silent connection is to be. */
export interface IdleSetUp {
  readonly planned: PlannedIdle;
  readonly share: string;
  readonly keepAliveEveryMs: number;
}

/** What a connection holds open besides its session and tree. */
type Held = { readonly fid: number } | { readonly sid: number } | null;

const signOffDeadlineMs = 2_000;
const folders = fileAttributes.ATTR_DIRECTORY | fileAttributes.ATTR_HIDDEN | fileAttributes.ATTR_SYSTEM;
const everybody = shareAccess.FILE_SHARE_READ | shareAccess.FILE_SHARE_WRITE | shareAccess.FILE_SHARE_DELETE;

/** Opens a connection of its own, signs in, connects to the share and opens what the variant holds; then it is silent. */
export async function setUpIdle(context: CheckContext, setUp: IdleSetUp): Promise<Result<IdleConnection, Missing>> {
  const opened = await openConnection(context, 'smb1');
  if (!opened.result.ok) return failure('connection');
  const { tcp, name } = opened.result.value;
  if (setUp.planned.variant === 'keep-alive') tcp.keepAlive(setUp.keepAliveEveryMs);
  const { watched, ended } = watchEnd(tcp, context);
  const client = smb1ClientOn({ tcp: watched, name }, context);
  const made = await makeSession(context, client, setUp);
  if (!made.ok) {
    client.close();
    return made;
  }
  const { uid, tid, held } = made.value;
  const { recorder, request, signal, clock } = context;
  return success({
    connection: name,
    silentSinceMs: clock.monotonicMs(),
    ended,
    keepAlivesReceived: () => client.traffic().keepAlives,
    use: () => {
      const options = { deadlineMs: request.plan.deadlineMs, signal };
      const handles = { uid, tid };
      if (held !== null && 'sid' in held) return client.findNext(handles, held.sid, options);
      return client.queryFsInfo(handles, options);
    },
    signOff: async () => {
      await leave(client, made.value, {
        deadlineMs: Math.min(signOffDeadlineMs, request.plan.deadlineMs),
        take: ({ result, record }) => {
          recorder.exchange(record);
          return result.ok || result.error.kind === 'server-status';
        },
      });
    },
  });
}

interface Made {
  readonly uid: number;
  readonly tid: number;
  readonly held: Held;
}

async function makeSession(
  context: CheckContext,
  client: Smb1Client,
  { planned, share }: IdleSetUp,
): Promise<Result<Made, Missing>> {
  const { request, signal, recorder } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const negotiating = await client.negotiate(options);
  recorder.exchange(negotiating.record);
  if (!negotiating.result.ok || negotiating.result.value.kind !== 'nt-lm') return failure('negotiate');
  const signIn = await client.signIn(negotiating.result.value, credentialsOf(context), options);
  for (const record of signIn.records) recorder.exchange(record);
  if (!signIn.result.ok) return failure('sign-in');
  const { uid } = signIn.result.value;
  const connecting = await client.connectTree({ uid }, share, options);
  recorder.exchange(connecting.record);
  if (!connecting.result.ok) return failure('tree');
  const handles = { uid, tid: connecting.result.value.tid };
  if (planned.variant === 'open-handle') {
    const opening = await client.open(handles, '\\', {
      ...options,
      access: accessRights.FILE_READ_DATA | accessRights.FILE_READ_ATTRIBUTES,
      disposition: createDispositions.FILE_OPEN,
      createOptions: createOptions.FILE_DIRECTORY_FILE,
      shareAccess: everybody,
    });
    recorder.exchange(opening.record);
    return opening.result.ok ? success({ ...handles, held: { fid: opening.result.value.fid } }) : failure('handle');
  }
  if (planned.variant === 'open-search') {
    const finding = await client.findFirst(handles, '\\*', { ...options, attributes: folders, count: 1 });
    recorder.exchange(finding.record);
    // One that has given all it had is closed by some servers, and its next answer would say nothing.
    if (!finding.result.ok || finding.result.value.endOfSearch) return failure('search');
    return success({ ...handles, held: { sid: finding.result.value.sid } });
  }
  return success({ ...handles, held: null });
}

/** The same connection, whose end is also told here, to the millisecond and whether or not something is outstanding. */
function watchEnd(
  tcp: TcpConnection,
  { clock }: CheckContext,
): { readonly watched: TcpConnection; readonly ended: Promise<Ended> } {
  let tell: (ended: Ended) => void = () => undefined;
  const ended = new Promise<Ended>((resolve) => {
    tell = resolve;
  });
  const watched: TcpConnection = {
    ...tcp,
    read: (reader) => {
      tcp.read({
        onBytes: reader.onBytes,
        onEnd: (end) => {
          tell({ end, atMs: clock.monotonicMs() });
          reader.onEnd(end);
        },
      });
    },
  };
  return { watched, ended };
}

/** Takes down in the reverse order what was set up, until something goes unanswered. `take` says whether to go on. */
async function leave(
  client: Smb1Client,
  { uid, tid, held }: Made,
  { deadlineMs, take }: { readonly deadlineMs: number; readonly take: (exchanged: Exchanged<unknown>) => boolean },
): Promise<void> {
  const handles = { uid, tid };
  const options = { deadlineMs };
  const steps: readonly (() => Promise<Exchanged<unknown>>)[] = [
    ...(held !== null && 'fid' in held ? [() => client.closeFile({ ...handles, ...held }, options)] : []),
    ...(held !== null && 'sid' in held ? [() => client.findClose(handles, held.sid, options)] : []),
    () => client.disconnectTree(handles, options),
    () => client.logOff({ uid }, options),
  ];
  for (const step of steps) if (!take(await step())) break;
  client.close();
}
