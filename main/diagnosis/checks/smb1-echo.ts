import type { Check } from '../check.ts';
import { cancelled, done, skipped } from '../check.ts';
import { sendEchoSeries } from '../echo-series.ts';
import { needs } from '../needs.ts';

/** Sends echoes, as many as the plan wants, and measures each. */
export const smb1EchoCheck: Check = {
  id: 'smb1-echo',
  run: async (context) => {
    const connection = context.bench.smb1;
    if (connection === null) return needs('smb1-negotiate');
    if (connection.unusable !== null) return skipped(connection.unusable);
    const end = await sendEchoSeries(context, { protocol: 'smb1', echo: connection.client.echo });
    return end === 'cancelled' ? cancelled : done;
  },
};
