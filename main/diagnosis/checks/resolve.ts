import { resolveHost } from '../../net/resolve.ts';
import type { Check } from '../check.ts';
import { cancelled, done } from '../check.ts';

/** Resolver codes that say "this name does not exist", as against "nobody answered". */
const noSuchName = new Set(['ENOTFOUND', 'ENODATA']);

/** Finds the addresses of the target's host. */
export const resolveCheck: Check = {
  id: 'resolve',
  run: async ({ request, clock, signal, recorder, bench }) => {
    const { host } = request.target;
    const { result, ms } = await resolveHost({ host, clock, deadlineMs: request.plan.deadlineMs, signal });
    if (result.ok) {
      const { addresses, literal } = result.value;
      bench.addresses = addresses;
      recorder.observe('resolve', 'name-resolved', { host, addresses: [...addresses], literal, ms });
      return done;
    }
    if (result.error.kind === 'cancelled') return cancelled;
    const code = result.error.kind === 'deadline' ? 'ETIMEDOUT' : result.error.code;
    recorder.observe('resolve', 'name-not-resolved', { host, code, answered: noSuchName.has(code), ms });
    return done;
  },
};
