import type { ActionResult, RequestOf } from '../../app/model/action.ts';
import type { Message } from '../../app/model/message.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { WindowsFailure } from '../windows/failure.ts';
import type { Machine } from '../windows/inspector.ts';
import type { SessionInfo } from '../windows/sessions.ts';
import type { Action, ActionContext, Description } from './action.ts';
import { cameOverRdp, machineMeant, nameOf, ownSessionId } from './here.ts';
import { changed, done, endOf, errorOf, no } from './outcome.ts';
import { typed } from './typed.ts';
import { pause } from './wait.ts';

type Request = RequestOf<'log-off-session'>;

/** Session 0 is that of the services and has no user at all (since Windows Vista). */
const servicesSession = 0;
const ERROR_CTX_WINSTATION_NOT_FOUND = 7022;
const ERROR_FILE_NOT_FOUND = 2;

/** Logs one session off, here or on a server; its user may be told first. */
export const logOffSession: Action<Request> = async (context, request) => {
  const { machine } = request;
  const remote = machine !== null;
  const listed = await context.windows.sessions(machine, context.options);
  if (!listed.ok) return failure(endOf(listed.error, remote));
  const session = listed.value.find(({ id }) => id === request.session);
  if (session === undefined) return failure(changed(noSession(machine, request.session)));
  const own = await ownSessionId(context);
  if (session.state === 'listen') return no('listener');
  if (session.id === servicesSession) return no('system-session');
  if (!remote && session.id === own) return no('own-session');
  if (/^console$/i.test(session.station)) return no('console');
  const here = remote ? await context.windows.sessions(null, context.options) : listed;
  const overRdp = here.ok && cameOverRdp(here.value, own);
  return success({
    description: {
      ...describe(machine, session, request),
      rights: remote ? 'server-administrator' : 'administrator',
      warnings: [
        ...(session.state === 'active'
          ? [message('action.log-off-session.warning.active', { user: userOf(session) })]
          : []),
        ...(session.state === 'active' && (await isThisPc(context, session.client))
          ? [message('action.log-off-session.warning.from-here', { client: session.client })]
          : []),
        ...(overRdp ? [message('action.log-off-session.warning.over-rdp', { own: own ?? '?' })] : []),
      ],
    },
    run: () => logOff(context, machine, session, request),
  });
};

function describe(machine: Machine, session: SessionInfo, { tell }: Request): Omit<Description, 'warnings'> {
  const { id, disconnectedAt } = session;
  const user = userOf(session);
  const state = stateOf(session);
  const server = machine === null ? [] : [`/server:${machine}`];
  return {
    title: message('action.log-off-session.title', { session: id, machine: nameOf(machine) }),
    does: [
      ...(tell === undefined
        ? []
        : [message('action.log-off-session.does.tell', { wait: 1000 * tell.seconds, text: tell.text })]),
      message('action.log-off-session.does.log-off', { session: id, user, machine: nameOf(machine) }),
    ],
    commands: [
      ...(tell === undefined ? [] : typed('msg', String(id), ...server, tell.text)),
      ...typed('logoff', String(id), ...server),
    ],
    breaks: [
      session.state === 'disconnected' && disconnectedAt !== null
        ? message('action.log-off-session.breaks.since', { user, state, since: disconnectedAt })
        : message('action.log-off-session.breaks', { user, state }),
    ],
    undo: message('action.cannot-undo'),
  };
}

async function logOff(
  context: ActionContext,
  machine: Machine,
  session: SessionInfo,
  { tell }: Request,
): Promise<ActionResult> {
  const { actuator, options } = context;
  const remote = machine !== null;
  const notGone = message('action.log-off-session.not-gone', { session: session.id });
  const did: Message[] = [];
  const halfDone = (didNot: Message, error: { readonly api?: string; readonly code?: number } = {}): ActionResult => ({
    outcome: 'half-done',
    did,
    didNot: [didNot],
    ...error,
  });
  if (tell !== undefined) {
    const shown = { title: 'Session Doctor', text: tell.text, seconds: Math.max(tell.seconds, 1) };
    const told = await actuator.showMessage(machine, session.id, shown, options);
    if (!told.ok) return vanished(told.error) ? changed(noSession(machine, session.id)) : endOf(told.error, remote);
    did.push(message('action.log-off-session.told'));
    await pause(context, 1000 * tell.seconds);
    const now = await context.windows.sessions(machine, options);
    if (!now.ok) return halfDone(notGone, errorOf(now.error));
    const change = changeOf(machine, session, now.value);
    if (change !== null) return halfDone(change);
    if (options.signal.aborted) return halfDone(notGone);
  }
  const asked = await actuator.logOff(machine, session.id, options);
  if (!asked.ok) {
    if (vanished(asked.error)) return changed(noSession(machine, session.id));
    return did.length === 0 ? endOf(asked.error, remote) : halfDone(notGone, errorOf(asked.error));
  }
  const after = await context.windows.sessions(machine, options);
  if (!after.ok) return done(message('action.log-off-session.not-confirmed'));
  return after.value.some((other) => isSame(other, session)) ? halfDone(notGone) : done();
}

/** What has become of the session during a wait; null when it is as it was shown. Ids are used again, and users come back. */
function changeOf(machine: Machine, session: SessionInfo, listed: readonly SessionInfo[]): Message | null {
  const now = listed.find(({ id }) => id === session.id);
  if (now === undefined) return noSession(machine, session.id);
  if (isSame(now, session) && now.state === session.state) return null;
  const words = { session: session.id, machine: nameOf(machine), user: userOf(now), state: stateOf(now) };
  return message('action.log-off-session.other-session', words);
}

function isSame(a: SessionInfo, b: SessionInfo): boolean {
  return a.id === b.id && a.user === b.user && a.domain === b.domain && a.logonAt === b.logonAt;
}

function vanished(error: WindowsFailure): boolean {
  return error.kind === 'api' && (error.code === ERROR_CTX_WINSTATION_NOT_FOUND || error.code === ERROR_FILE_NOT_FOUND);
}

function noSession(machine: Machine, session: number): Message {
  return message('action.log-off-session.no-session', { session, machine: nameOf(machine) });
}

function userOf({ domain, user }: SessionInfo): string | Message {
  if (user === '') return message('action.session.somebody');
  return domain === '' ? user : `${domain}\\${user}`;
}

function stateOf({ state }: SessionInfo): Message {
  return message(`action.session.state.${state}`);
}

async function isThisPc(context: ActionContext, client: string): Promise<boolean> {
  return client !== '' && (await machineMeant(context, client)) === null;
}
