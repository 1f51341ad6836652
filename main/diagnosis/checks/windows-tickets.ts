import { isSameHost } from '../../../app/windows/same-host.ts';
import { logonHoursAt } from '../../../app/windows/logon-hours.ts';
import type { KerberosTicket } from '../../windows/tickets.ts';
import type { Check, CheckContext } from '../check.ts';
import { done } from '../check.ts';
import type { Inspection } from '../this-pc.ts';
import { inspectWindows } from '../this-pc.ts';

const id = 'windows-tickets';
/** A terminal server's user may hold tickets for everything; so many beside the ones that matter are told. */
const MOST_OTHERS = 10;
const services = /^(cifs|host|termsrv)\//i;

/** Looks up how long the user's Kerberos tickets are good, and when the account may be used. */
export const windowsTicketsCheck: Check = {
  id,
  run: (context) =>
    inspectWindows(context, id, async (inspection) => {
      await noteTickets(context, inspection);
      await noteAccount(context, inspection);
      return done;
    }),
};

async function noteTickets(context: CheckContext, { windows, read, notRead }: Inspection): Promise<void> {
  const { recorder, clock, request } = context;
  const tickets = await windows.tickets(read);
  if (!tickets.ok) {
    notRead(tickets.error, { machine: 'this-pc', reading: 'tickets' });
    return;
  }
  const now = clock.now().getTime();
  let others = 0;
  for (const ticket of tickets.value) {
    const use = useOf(ticket, request.target.host);
    if (use === 'other' && (!services.test(ticket.server) || ++others > MOST_OTHERS)) continue;
    const { server, realm, startsAt, endsAt, renewsUntil } = ticket;
    const leftMs = endsAt === null ? null : Date.parse(endsAt) - now;
    recorder.observe(id, 'kerberos-ticket', { server, realm, use, startsAt, endsAt, renewsUntil, leftMs });
  }
}

function useOf({ server }: KerberosTicket, host: string): 'ticket-granting' | 'target' | 'other' {
  if (/^krbtgt\//i.test(server)) return 'ticket-granting';
  return services.test(server) && isSameHost(server.slice(server.indexOf('/') + 1), host) ? 'target' : 'other';
}

async function noteAccount(context: CheckContext, { windows, read, notRead }: Inspection): Promise<void> {
  const account = await windows.account(read);
  if (!account.ok) {
    notRead(account.error, { machine: 'this-pc', reading: 'account' });
    return;
  }
  const { user, logonHours, expiresAt } = account.value;
  const now = context.clock.now();
  const { hours, end } = logonHoursAt(logonHours, now);
  context.recorder.observe(id, 'account-limits', {
    user,
    hours,
    hoursEnd: end?.toISOString() ?? null,
    expiresAt,
    expired: expiresAt !== null && Date.parse(expiresAt) <= now.getTime(),
  });
}
