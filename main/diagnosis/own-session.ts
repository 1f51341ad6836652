import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { Session, SignInOptions, Smb1Client, Smb1ClientOptions, Tree } from '../smb1/client.ts';
import type { NtLmNegotiateResponse } from '../smb1/codec/negotiate.ts';
import type { CheckContext, CheckEnd } from './check.ts';
import { cancelled, skipped } from './check.ts';
import { smb1ClientOn } from './client.ts';
import { openConnection } from './connect.ts';
import { credentialsOf } from './credentials.ts';
import { holdsFiles } from './holds-files.ts';
import { needs } from './needs.ts';
import { signOff } from './sign-off.ts';
import type { Smb1Connection, Workbench } from './workbench.ts';

/** A connection of a check's own, signed in and connected to a share. */
export interface OwnSession {
  readonly client: Smb1Client;
  readonly tree: Tree;
  readonly connection: Smb1Connection;
  /** The check's context with this connection on its bench: trouble that is noted with it leaves the run's own alone. */
  readonly context: CheckContext;
  /** Disconnects, logs off and closes, also after the run was stopped. */
  readonly leave: () => Promise<void>;
}

/** How the sign-in of such a session differs from an ordinary one. */
type OwnSessionOptions = Pick<SignInOptions, 'vcNumber'> & Pick<Smb1ClientOptions, 'capDynamicReauth'>;

/** The run's own connection, as long as it is of use: without it a session of one's own would not come about either. */
export function mainConnection({ bench }: CheckContext): Result<Smb1Connection, CheckEnd> {
  if (bench.smb1 === null || bench.session === null) return failure(needs('smb1-session'));
  return bench.smb1.unusable === null ? success(bench.smb1) : failure(skipped(bench.smb1.unusable));
}

/** The tree of the share that was named, for checks that work on files there while something else is outstanding. */
export function namedDisk(context: CheckContext): Result<Tree, CheckEnd> {
  const main = mainConnection(context);
  if (!main.ok) return main;
  const { share } = context.request.target;
  if (share === undefined) return failure(skipped(message('check.why.no-disk-share')));
  const tree = context.bench.trees.find((connected) => connected.share === share);
  if (tree === undefined) return failure(needs('smb1-tree'));
  if (!holdsFiles(tree)) return failure(skipped(message('check.why.no-disk-share')));
  if (main.value.negotiated.maxMpxCount < 2) return failure(skipped(message('check.why.one-at-a-time')));
  return success(tree);
}

/**
 * Opens a connection where `tcp` found the server, signs in as the run does and connects to `share`. Every exchange is
 * recorded; a failure is how the check ends. A refused sign-in is the last of the run.
 */
export async function openOwnSession(
  context: CheckContext,
  share: string,
  { vcNumber, capDynamicReauth = false }: OwnSessionOptions = {},
): Promise<Result<OwnSession, CheckEnd>> {
  const { request, signal, recorder } = context;
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  if (context.bench.signInRefused) return failure(skipped(message('check.why.sign-in-refused')));
  const refused = (): { readonly ok: false; readonly error: CheckEnd } =>
    failure(signal.aborted ? cancelled : skipped(message('check.why.no-own-session')));

  const opened = await openConnection(context, 'smb1');
  if (!opened.result.ok) return refused();
  const client = smb1ClientOn(opened.result.value, context, { capDynamicReauth });
  const made = await makeSession();
  if (made === null) {
    client.close();
    return refused();
  }
  const connection: Smb1Connection = { client, negotiated: made.negotiated, unusable: null };
  const own = { ...context, bench: ownBench(context.bench, connection, made) };
  return success({ client, connection, tree: made.tree, context: own, leave: () => signOff(own) });

  async function makeSession(): Promise<Made | null> {
    const negotiating = await client.negotiate(options);
    recorder.exchange(negotiating.record);
    if (!negotiating.result.ok || negotiating.result.value.kind !== 'nt-lm') return null;
    const negotiated = negotiating.result.value;
    const signingIn = await client.signIn(negotiated, credentialsOf(context), {
      ...options,
      ...(vcNumber !== undefined && { vcNumber }),
    });
    for (const record of signingIn.records) recorder.exchange(record);
    if (!signingIn.result.ok) {
      context.bench.signInRefused ||= signingIn.result.error.kind === 'server-status';
      return null;
    }
    const session = signingIn.result.value;
    const connecting = await client.connectTree(session, share, options);
    recorder.exchange(connecting.record);
    return connecting.result.ok ? { negotiated, session, tree: connecting.result.value } : null;
  }
}

interface Made {
  readonly negotiated: NtLmNegotiateResponse;
  readonly session: Session;
  readonly tree: Tree;
}

/** The names of connections go on counting on the run's bench. */
function ownBench(bench: Workbench, smb1: Smb1Connection, { session, tree }: Made): Workbench {
  return {
    ...bench,
    unused: null,
    smb1,
    session,
    trees: [tree],
    smb2: null,
    get connections() {
      return bench.connections;
    },
    set connections(count: number) {
      bench.connections = count;
    },
  };
}
