import type { EventSource } from '../../../app/knowledge/events.ts';
import { eventSources } from '../../../app/knowledge/events.ts';
import type { ReadEvent } from '../../../app/windows/read-event.ts';
import { readEvent } from '../../../app/windows/read-event.ts';
import { isSameHost } from '../../../app/windows/same-host.ts';
import { sessionOwner } from '../../../app/windows/session-owners.ts';
import { subjectOf, userNameOf, whose } from '../../../app/windows/whose.ts';
import type { LoggedEvent } from '../../windows/events.ts';
import type { WindowsFailure } from '../../windows/failure.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

const id = 'windows-events';
const DAYS = 7;
const DAY_MS = 86_400_000;
/** So many of each log are told one by one, the latest; the rest is counted. */
const MOST_TOLD = 25;
const ERROR_EVT_CHANNEL_NOT_FOUND = 15007;

/** Asks the event logs of the last days when and why sessions ended, here and on the server where it lets us. */
export const windowsEventsCheck: Check = {
  id,
  run: (context) =>
    inspectWindows(context, id, async (inspection) => {
      if (!inspection.targetIsHere) await noteEvents(context, inspection, null);
      await noteEvents(context, inspection, context.request.target.host);
      return done;
    }),
};

interface Told {
  readonly logged: LoggedEvent;
  readonly read: ReadEvent;
}

/** Notes the events of this PC (`null`) or of the target. A server that does not let us in is asked once. */
async function noteEvents(context: CheckContext, inspection: Inspection, server: string | null): Promise<void> {
  const { windows, read, targetIsHere, notRead } = inspection;
  const machine = server === null ? 'this-pc' : 'target';
  const remote = server !== null && !targetIsHere;
  const since = new Date(context.clock.now().getTime() - DAYS * DAY_MS).toISOString();
  const logs: { readonly channel: string; readonly told: readonly Told[] }[] = [];
  for (const source of eventSources) {
    if (remote && source.machine === 'this-pc') continue;
    const answer = await windows.events(remote ? server : null, queryOf(source, since), read);
    if (!answer.ok) {
      notRead(answer.error, { machine, reading: 'events', name: source.channel });
      if (remote && !isMissingChannel(answer.error)) break;
      continue;
    }
    const told = answer.value.flatMap((logged) => {
      const event = readEvent(logged);
      return event === null ? [] : [{ logged, read: event }];
    });
    logs.push({ channel: source.channel, told });
  }
  const named = logs.flatMap(({ told }) =>
    told.flatMap(({ logged: { at }, read: { session, user } }) =>
      session === undefined || user === undefined ? [] : [{ session, user, at }],
    ),
  );
  for (const { channel, told } of logs) {
    const fields = told
      .map(({ logged, read: event }) => ({ logged, ...ofWhom(context, inspection, { logged, event, named }) }))
      .filter(({ belongsTo, forTarget }) => belongsTo !== 'other' && forTarget !== false);
    const shown = fields.slice(0, MOST_TOLD);
    context.recorder.observe(id, 'event-log', { machine, channel, since, found: fields.length, told: shown.length });
    for (const { logged, ...rest } of shown) {
      const { provider, id: event, at: loggedAt } = logged;
      context.recorder.observe(id, 'windows-event', { machine, channel, provider, event, loggedAt, ...rest });
    }
  }
}

function isMissingChannel(failure: WindowsFailure): boolean {
  return failure.kind === 'api' && failure.code === ERROR_EVT_CHANNEL_NOT_FOUND;
}

function queryOf({ channel, shared, most, events }: EventSource, since: string) {
  const ids = [...new Set(events.map(({ event }) => event))];
  const providers = [...new Set(events.map(({ provider }) => provider))];
  return { channel, ids, since, most, ...(shared ? { providers } : {}) };
}

/** Adds whose session it is, and whether the file server is the target. */
function ofWhom(
  { request }: CheckContext,
  { system }: Inspection,
  {
    logged,
    event,
    named,
  }: {
    readonly logged: LoggedEvent;
    readonly event: ReadEvent;
    readonly named: Parameters<typeof sessionOwner>[0];
  },
) {
  const { session, server } = event;
  const user = event.user ?? (session === undefined ? null : sessionOwner(named, session, logged.at));
  const subject = subjectOf(request.target.account, system?.user ?? null);
  return {
    ...event,
    ...(user === null ? {} : { user }),
    ...(user === null && session === undefined
      ? {}
      : { belongsTo: whose(user === null ? null : userNameOf(user), subject) }),
    ...(server === undefined ? {} : { forTarget: isSameHost(server, request.target.host) }),
  };
}
