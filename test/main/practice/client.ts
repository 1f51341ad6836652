import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../main/clock.ts';
import { connectTcp } from '../../../main/net/tcp-connection.ts';
import type { TcpConnection } from '../../../main/net/tcp-connection.ts';
import type { PracticeServer } from '../../../main/practice/server.ts';
import type { Credentials, Session, Smb1Client, Smb1ClientOptions } from '../../../main/smb1/client.ts';
import { createSmb1Client } from '../../../main/smb1/client.ts';
import type { NtLmNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import { must } from '../must.ts';

/** Far more than anything on loopback takes, for exchanges whose duration is not the point. */
export const patient = { deadlineMs: 10_000 } as const;

export const anonymous: Credentials = { kind: 'anonymous' };
export const practiceUser: Credentials = { kind: 'user', domain: '', user: 'practice', password: 'practice' };

/** A TCP connection to the server. */
export async function connectTo({ host, port }: PracticeServer): Promise<TcpConnection> {
  return must((await connectTcp({ address: host, port, clock: systemClock, ...patient })).result);
}

/** Our SMB1 client before the server. */
export async function clientOf(server: PracticeServer, options: Partial<Smb1ClientOptions> = {}): Promise<Smb1Client> {
  const tcp = await connectTo(server);
  return createSmb1Client(tcp, { connection: 'c1', host: server.host, clock: systemClock, randomBytes, ...options });
}

/** The client's negotiate, which has to lead to NT LM 0.12. */
export async function negotiate(client: Smb1Client): Promise<NtLmNegotiateResponse> {
  const answer = must((await client.negotiate(patient)).result);
  if (answer.kind !== 'nt-lm') throw new Error(`the server chose ${answer.kind}`);
  return answer;
}

/** A session, or whatever stands in its way. */
export async function signIn(client: Smb1Client, credentials: Credentials = practiceUser): Promise<Session> {
  return must((await client.signIn(await negotiate(client), credentials, patient)).result);
}
