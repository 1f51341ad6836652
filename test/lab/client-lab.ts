import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../app/model/result.ts';
import { systemClock } from '../../main/clock.ts';
import { connectTcp } from '../../main/net/tcp-connection.ts';
import { createSmb1Client } from '../../main/smb1/client.ts';
import type { Credentials, Session, Smb1Client, Smb1ClientOptions } from '../../main/smb1/client.ts';
import type { NtLmNegotiateResponse } from '../../main/smb1/codec/negotiate.ts';
import type { Smb2Client } from '../../main/smb2/client.ts';
import { createSmb2Client } from '../../main/smb2/client.ts';
import { createCapture } from './capture.ts';
import { judgeClientPackets, type Judgement } from './judge.ts';
import { startFaultProxy, type FaultProxy } from './servers/fault-proxy.ts';

/** Far more than anything on loopback takes, for exchanges whose duration is not the point. */
export const patient = { deadlineMs: 10_000 } as const;

/** The client under test, before a server, with a proxy between them that takes down what is said. */
export interface ClientLab {
  readonly proxy: FaultProxy;
  /** A client on a new connection. */
  readonly connect: (options?: ClientVariant) => Promise<Smb1Client>;
  /** The port by which the server knows the newest connection. */
  readonly serverSidePort: () => number;
  /** What tshark says of every packet so far. */
  readonly judge: () => Promise<Judgement>;
  readonly stop: () => Promise<void>;
}

type ClientVariant = Pick<Smb1ClientOptions, 'capStatus32' | 'capDynamicReauth'>;

/** Puts a proxy before the server that listens on `target`. */
export async function startClientLab(target: number): Promise<ClientLab> {
  const capture = createCapture();
  const proxy = await startFaultProxy({ target, capture });
  const clients: Smb1Client[] = [];
  return {
    proxy,
    connect: async (variant = {}) => {
      const { result } = await connectTcp({
        address: '127.0.0.1',
        port: proxy.port,
        clock: systemClock,
        ...patient,
      });
      const client = createSmb1Client(must(result), {
        connection: `c${clients.length + 1}`,
        host: '127.0.0.1',
        clock: systemClock,
        randomBytes,
        ...variant,
      });
      clients.push(client);
      return client;
    },
    serverSidePort: () => {
      const port = proxy.serverSidePorts().at(-1);
      if (port === undefined) throw new Error('no connection is open');
      return port;
    },
    judge: async () => {
      const directory = mkdtempSync(join(tmpdir(), 'session-doctor-judge-'));
      try {
        const file = join(directory, 'run.pcap');
        capture.write(file);
        return await judgeClientPackets(file, proxy.port);
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
    stop: async () => {
      for (const client of clients) client.close();
      await proxy.stop();
    },
  };
}

/** An SMB2 client on a connection of its own, straight to the server. */
export async function connectSmb2(port: number): Promise<Smb2Client> {
  const { result } = await connectTcp({ address: '127.0.0.1', port, clock: systemClock, ...patient });
  return createSmb2Client(must(result), { connection: 'c1', host: '127.0.0.1', clock: systemClock, randomBytes });
}

/** What a failure is to be: its kind, and any of its other fields. */
export interface ExpectedFailure {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The value of a success; throws with the whole failure otherwise. */
export function must<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value;
  throw new Error(`expected success, got ${JSON.stringify(result.error)}`);
}

/** The failure of one; throws when it is a success. */
export function failureOf<Failure>(result: Result<unknown, Failure>): Failure {
  if (!result.ok) return result.error;
  throw new Error(`expected a failure, got ${JSON.stringify(result.value)}`);
}

/** Negotiates; throws unless the server speaks NT LM 0.12. */
export async function negotiated(client: Smb1Client): Promise<NtLmNegotiateResponse> {
  const reply = must((await client.negotiate(patient)).result);
  if (reply.kind !== 'nt-lm') throw new Error(`the server chose ${reply.kind}`);
  return reply;
}

/** Negotiates and signs in; throws unless both succeed. */
export async function signedIn(client: Smb1Client, credentials: Credentials): Promise<Session> {
  return must((await client.signIn(await negotiated(client), credentials, patient)).result);
}
