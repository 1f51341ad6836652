import type { ActionId, RequestOf } from '../../app/model/action.ts';
import type { Message } from '../../app/model/message.ts';
import { success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { Action, Description } from './action.ts';
import { resultOf } from './outcome.ts';

type Cache = 'flush-dns' | 'flush-netbios-names' | 'flush-neighbours' | 'purge-tickets';

/** Forgets looked-up addresses, as ipconfig does. */
export const flushDns: Action<RequestOf<'flush-dns'>> = (context) =>
  empty({ ...harmless('flush-dns'), commands: ['ipconfig /flushdns'] }, () =>
    context.actuator.flushDns(context.options),
  );

/** Forgets NetBIOS names, as nbtstat does. */
export const flushNetbiosNames: Action<RequestOf<'flush-netbios-names'>> = (context) =>
  empty({ ...harmless('flush-netbios-names'), commands: ['nbtstat -R'] }, () =>
    context.actuator.flushNetbiosNames(context.options),
  );

/** Forgets the neighbours' hardware addresses, IPv4 and IPv6, as netsh does. */
export const flushNeighbours: Action<RequestOf<'flush-neighbours'>> = (context) =>
  empty(
    {
      ...harmless('flush-neighbours'),
      commands: ['netsh interface ipv4 delete neighbors', 'netsh interface ipv6 delete neighbors'],
    },
    () => context.actuator.flushNeighbours(context.options),
  );

/** Forgets the Kerberos tickets of this sign-in, as klist does. */
export const purgeTickets: Action<RequestOf<'purge-tickets'>> = (context) =>
  empty(
    {
      ...harmless('purge-tickets'),
      commands: ['klist purge'],
      breaks: [message('action.purge-tickets.breaks')],
      undo: message('action.purge-tickets.undo'),
    },
    () => context.actuator.purgeTickets(context.options),
  );

function empty(
  description: Description,
  change: () => Parameters<typeof resultOf>[0] | Promise<Parameters<typeof resultOf>[0]>,
) {
  return Promise.resolve(success({ description, run: async () => resultOf(await change()) }));
}

/** What fills again by itself. */
function harmless(id: Cache & ActionId): Omit<Description, 'commands'> {
  const title: Message = message(`action.${id}.title`);
  const undo = message('action.no-undo-needed');
  return { title, does: [message(`action.${id}.does`)], breaks: [], warnings: [], undo };
}
