import type { ListedSession } from '../../../app/model/observations/windows-sessions.ts';
import { subjectOf, whose } from '../../../app/windows/whose.ts';
import type { SessionInfo } from '../../windows/sessions.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

/** Lists who is signed in, here and on the server where it lets us, and which of it is the user's. */
export const windowsSessionsCheck: Check = {
  id: 'windows-sessions',
  run: (context) =>
    inspectWindows(context, 'windows-sessions', async (inspection) => {
      if (!inspection.targetIsHere) await noteSessions(context, inspection, null);
      await noteSessions(context, inspection, context.request.target.host);
      return done;
    }),
};

async function noteSessions(context: CheckContext, inspection: Inspection, server: string | null): Promise<void> {
  const { recorder } = context;
  const { windows, read, targetIsHere, notRead } = inspection;
  const machine = server === null ? 'this-pc' : 'target';
  const answer = await windows.sessions(targetIsHere ? null : server, read);
  if (!answer.ok) {
    notRead(answer.error, { machine, reading: 'sessions' });
    return;
  }
  if (answer.value.length === 0) {
    // Windows always has its own session 0, so whoever gives none has not really answered.
    const failure = { kind: 'implausible', api: 'WTSEnumerateSessionsExW', what: 'no session at all' } as const;
    notRead(failure, { machine, reading: 'sessions' });
    return;
  }
  const here = server === null || targetIsHere;
  const sessions = answer.value.map((info) => listed(info, context, inspection, here));
  recorder.observe('windows-sessions', 'sessions-listed', { machine, sessions });
  for (const session of sessions.filter(({ belongsTo }) => belongsTo === 'user')) {
    recorder.observe('windows-sessions', 'user-session', { machine, ...session });
  }
}

function listed(info: SessionInfo, { request }: CheckContext, { system }: Inspection, here: boolean): ListedSession {
  const { id, station, state, user, domain, client, logonAt, disconnectedAt, lastInputAt } = info;
  const subject = subjectOf(request.target.account, system?.user ?? null);
  return {
    session: id,
    station,
    state,
    user: domain === '' || user === '' ? user : `${domain}\\${user}`,
    client,
    belongsTo: whose({ domain, user }, subject),
    own: here && system?.sessionId === id,
    logonAt,
    disconnectedAt,
    lastInputAt,
  };
}
