import { systemClock } from '../../../main/clock.ts';
import type { Smb1Client, Smb1ClientOptions } from '../../../main/smb1/client.ts';
import { createSmb1Client } from '../../../main/smb1/client.ts';
import { decodeEchoRequest, encodeEchoResponse } from '../../../main/smb1/codec/echo.ts';
import { decodeHeader } from '../../../main/smb1/codec/header.ts';
import { encodeNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import { must } from '../must.ts';
import type { ScriptedPeer } from '../scripted-peer.ts';
import { answering, createScriptedPeer } from '../scripted-peer.ts';
import { negotiated } from './negotiated.ts';

/** For every exchange whose deadline is not the point. */
export const deadlineMs = 1_000;

/** A client, and the peer at the other end of its connection. */
export interface Pair {
  readonly peer: ScriptedPeer;
  readonly client: Smb1Client;
  /** What was sent last. */
  readonly lastRequest: () => Buffer;
}

export function openClient(options: Partial<Smb1ClientOptions> = {}): Pair {
  const peer = createScriptedPeer();
  const client = createSmb1Client(peer.tcp, {
    connection: 'c1',
    host: 'files.example',
    clock: systemClock,
    randomBytes: (count) => Buffer.alloc(count, 0x5a),
    ...options,
  });
  return { peer, client, lastRequest: () => peer.sent().at(-1) ?? Buffer.alloc(0) };
}

/** A client that has negotiated, so that several requests may be outstanding. */
export async function openNegotiated(maxMpxCount = 50): Promise<Pair> {
  const pair = openClient();
  const negotiating = pair.client.negotiate({ deadlineMs });
  pair.peer.send(encodeNegotiateResponse(answering(pair.lastRequest()), { ...negotiated, maxMpxCount }));
  must((await negotiating).result);
  return pair;
}

/** The echo that an ECHO request asks for. */
export function echoOf(request: Buffer | undefined, sequenceNumber = 1): Buffer {
  const head = answering(request);
  const { data } = must(decodeEchoRequest(request ?? Buffer.alloc(0), must(decodeHeader(request ?? Buffer.alloc(0)))));
  return encodeEchoResponse(head, { sequenceNumber, data });
}
