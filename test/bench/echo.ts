import { randomBytes } from 'node:crypto';
import { systemClock } from '../../main/clock.ts';
import { connectTcp } from '../../main/net/tcp-connection.ts';
import type { Credentials } from '../../main/smb1/client.ts';
import { createSmb1Client } from '../../main/smb1/client.ts';
import { median } from './median.ts';

/** The project's own echo, over one negotiated connection. */
export interface EchoBench {
  /** The median time of `count` echoes, one after the other, in milliseconds, from the call to its result. */
  readonly measure: (count: number) => Promise<number>;
  readonly stop: () => void;
}

/**
 * Connects to an SMB1 server on loopback and, where a user is named, signs in; before a server that demands it every
 * echo is then signed, both ways. Throws when it does not come to that.
 */
export async function startEcho(
  port: number,
  user?: { readonly name: string; readonly password: string },
): Promise<EchoBench> {
  const deadlineMs = 10_000;
  const { result } = await connectTcp({ address: '127.0.0.1', port, clock: systemClock, deadlineMs });
  if (!result.ok) throw new Error(`no connection: ${result.error.kind}`);
  const client = createSmb1Client(result.value, {
    connection: 'c1',
    host: '127.0.0.1',
    clock: systemClock,
    randomBytes,
  });
  const negotiated = await client.negotiate({ deadlineMs });
  if (!negotiated.result.ok || negotiated.result.value.kind !== 'nt-lm') throw new Error('no negotiation');
  if (user !== undefined) {
    const credentials: Credentials = { kind: 'user', domain: '', user: user.name, password: user.password };
    const signedIn = (await client.signIn(negotiated.result.value, credentials, { deadlineMs })).result;
    if (!signedIn.ok) throw new Error(`no session: ${signedIn.error.kind}`);
    if (!signedIn.value.signed) throw new Error('the session is not signed');
  }
  return {
    measure: async (count) => {
      const times: number[] = [];
      while (times.length < count) {
        const start = performance.now();
        const { result } = await client.echo({ deadlineMs });
        times.push(performance.now() - start);
        if (!result.ok) throw new Error(`an echo was lost: ${result.error.kind}`);
      }
      return median(times);
    },
    stop: client.close,
  };
}
