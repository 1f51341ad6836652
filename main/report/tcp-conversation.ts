import { isIPv6 } from 'node:net';
import type { WireEvent } from '../net/wire-tap.ts';
import type { Endpoint } from './tcp-segment.ts';
import { encodeSegment, tcpFlags } from './tcp-segment.ts';

/** One packet of a conversation. */
export interface ConversationPacket {
  /** On the monotonic clock. */
  readonly atMs: number;
  readonly direction: 'in' | 'out';
  /** Whether it ends its direction of the connection. */
  readonly ends: boolean;
  readonly bytes: Buffer;
}

/** Most bytes in one packet: what was handed to the socket at once stays together, within IPv4's 65,535. */
const maxPayload = 32_768;
const firstSequence = { out: 1_000, in: 5_000 } as const;
/** The first of the ports that systems give to clients ([RFC 6335] 6), where the real one is not known. */
const unknownPort = 49_152;

const data = tcpFlags.psh | tcpFlags.ack;
const fin = tcpFlags.fin | tcpFlags.ack;
const rst = tcpFlags.rst | tcpFlags.ack;

/**
 * The packets that tell a connection's story: handshake, data and end as this process saw them. Headers are made up
 * except for addresses and ports; retransmissions, windows and pure acknowledgements are not known here.
 */
export function conversationPackets(events: readonly WireEvent[]): readonly ConversationPacket[] {
  const ends = endpointsOf(events);
  if (ends === null) return [];
  const packets: ConversationPacket[] = [];
  const next = { ...firstSequence } as { out: number; in: number };
  const over = { out: false, in: false };
  const add = (direction: 'in' | 'out', flags: number, atMs: number, payload: Uint8Array = new Uint8Array()): void => {
    const other = direction === 'out' ? 'in' : 'out';
    const closes = (flags & (tcpFlags.fin | tcpFlags.rst)) !== 0;
    const bytes = encodeSegment({
      from: direction === 'out' ? ends.local : ends.remote,
      to: direction === 'out' ? ends.remote : ends.local,
      sequence: next[direction],
      acknowledgement: (flags & tcpFlags.ack) === 0 ? 0 : next[other],
      flags,
      payload,
    });
    packets.push({ atMs, direction, ends: closes, bytes });
    next[direction] += payload.length + ((flags & (tcpFlags.syn | tcpFlags.fin)) === 0 ? 0 : 1);
    if (closes) over[direction] = true;
  };
  const addData = (direction: 'in' | 'out', bytes: Uint8Array, atMs: number): void => {
    for (let at = 0; at < bytes.length; at += maxPayload) {
      add(direction, data, atMs, bytes.subarray(at, at + maxPayload));
    }
  };

  for (const event of events) {
    const { atMs } = event;
    switch (event.kind) {
      case 'connecting':
        add('out', tcpFlags.syn, atMs);
        break;
      case 'connected':
        add('in', tcpFlags.syn | tcpFlags.ack, atMs);
        add('out', tcpFlags.ack, atMs);
        break;
      case 'not-connected':
        if (event.why === 'refused') add('in', rst, atMs);
        break;
      case 'sent':
        addData('out', event.bytes, atMs);
        break;
      case 'received':
        addData('in', event.bytes, atMs);
        break;
      case 'ended':
        // An error of this machine's own stack is no packet.
        if (event.end.how !== 'error' && !over.in) add('in', event.end.how === 'fin' ? fin : rst, atMs);
        break;
      case 'closed':
        if (!over.out) add('out', event.how === 'fin' ? fin : rst, atMs);
        break;
    }
  }
  return packets;
}

function endpointsOf(events: readonly WireEvent[]): { readonly local: Endpoint; readonly remote: Endpoint } | null {
  const [first] = events;
  if (first?.kind !== 'connecting') return null;
  const connected = events.find((event) => event.kind === 'connected');
  const nowhere = isIPv6(first.address) ? '::' : '0.0.0.0';
  return {
    remote: { address: first.address, port: first.port },
    local: {
      address: connected?.localAddress ?? nowhere,
      port: connected?.localPort === undefined || connected.localPort === 0 ? unknownPort : connected.localPort,
    },
  };
}
