import { failure } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions } from '../net/exchange.ts';
import type { Outgoing as AnyOutgoing, Traffic } from '../net/multiplexer.ts';
import { createMultiplexer as createAnyMultiplexer } from '../net/multiplexer.ts';
import { readReply } from '../net/reply.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import type { Header } from './codec/header.ts';
import { commands, decodeHeader, protocolOf } from './codec/header.ts';
import { decodeOplockRelease } from './codec/locking-andx.ts';
import { blankFileData } from './file-data.ts';
import type { OplockBreak } from './oplock.ts';
import type { Signer } from './signing.ts';
import { copySignature, signatureFault } from './signing.ts';

/** What a request has besides: its MID. */
interface Numbered {
  readonly mid: number;
}

/** A request that is ready to go, and how its replies are read. It is signed when it is sent, where signing is on. */
export type Outgoing<Reply> = AnyOutgoing<Reply, Header> & Numbered;

/** Sends requests, several at a time, and matches their replies by MID. */
export interface Multiplexer {
  readonly nextMid: () => number;
  /** At most `limit` requests are outstanding; the rest wait their turn. A request given up counts no more. */
  readonly setMaxMpxCount: (limit: number) => void;
  readonly exchange: <Reply>(outgoing: Outgoing<Reply>, options: ExchangeOptions) => Promise<Exchanged<Reply>>;
  /** Sends a message that no reply follows: an NT_CANCEL, or the acknowledgement of an oplock break. */
  readonly post: (message: Buffer) => void;
  /** Who is told of oplock breaks from now on, in place of whoever was. Their bytes are never signed, so only ours count. */
  readonly onOplockBreak: (listener: (broken: OplockBreak) => void) => void;
  /** From now on requests are signed and their replies checked. Nothing may be outstanding: servers begin to count. */
  readonly startSigning: (signer: Signer) => void;
  readonly signing: () => boolean;
  readonly traffic: () => Traffic;
  /** Ends the connection; what is outstanding fails as cancelled. */
  readonly close: () => void;
}

/** [MS-CIFS] 2.2.1.6.2: the MID of an oplock break, which no request may use. */
const oplockBreakMid = 0xffff;

/** A request on its way. */
interface Sent {
  readonly id: number;
  /** What its replies are to be signed with; null when it went unsigned. */
  readonly replySequence: number | null;
}

/** Puts a multiplexer over a TCP connection. `connection` names it in records; `pid` goes into every request. */
export function createMultiplexer(
  tcp: TcpConnection,
  options: { readonly connection: string; readonly clock: Clock; readonly pid: number },
): Multiplexer {
  let maxMpxCount = 1;
  let lastMid = 0;
  let signer: Signer | null = null;
  let wrapped = false;
  let oplockListener: ((broken: OplockBreak) => void) | null = null;

  const multiplexer = createAnyMultiplexer<Header, Numbered, Sent>(tcp, options, {
    decode: (message) =>
      protocolOf(message) === 'smb1' ? readReply(decodeHeader(message)) : failure({ reason: 'wrong-protocol' }),
    idOf: (header) => header.mid,
    hasRoom: (outstanding) => outstanding < maxMpxCount,
    seal: ({ message, recorded, mid }) => {
      const replySequence = signer === null ? null : signer.sign(message);
      if (signer !== null && recorded !== undefined) copySignature(message, recorded);
      return { id: mid, replySequence };
    },
    isInterim: () => false,
    faultOf: (message, header, { replySequence }) => {
      if (replySequence !== null && signer !== null && !signer.verifies(message, replySequence)) {
        return signatureFault(message);
      }
      return (header.pid & 0xffff) === options.pid ? null : { reason: 'wrong-pid' };
    },
    blank: blankFileData,
    unasked: (message, header, atMs) => {
      if (isOplockBreak(header)) return tellOplockBreak(message, header, atMs) ? 'taken' : 'unsolicited';
      return wrapped || (header.mid > 0 && header.mid <= lastMid) ? 'unsolicited' : 'unknown';
    },
  });

  function tellOplockBreak(message: Buffer, header: Header, atMs: number): boolean {
    if (oplockListener === null) return false;
    const release = decodeOplockRelease(message, header);
    if (!release.ok) return false;
    oplockListener({ ...release.value, atMs });
    return true;
  }

  return {
    nextMid: () => {
      do {
        lastMid += 1;
        if (lastMid >= oplockBreakMid) {
          lastMid = 1;
          wrapped = true;
          multiplexer.forgetGivenUp();
        }
      } while (multiplexer.isOutstanding(lastMid));
      return lastMid;
    },
    setMaxMpxCount: (limit) => {
      maxMpxCount = Math.max(1, limit);
    },
    exchange: multiplexer.exchange,
    post: (message) => {
      if (multiplexer.over()) return;
      signer?.sign(message);
      multiplexer.post(message);
    },
    onOplockBreak: (listener) => {
      oplockListener = listener;
    },
    startSigning: (newSigner) => {
      signer = newSigner;
    },
    signing: () => signer !== null,
    traffic: multiplexer.traffic,
    close: multiplexer.close,
  };
}

function isOplockBreak({ mid, command }: Header): boolean {
  return mid === oplockBreakMid && command === commands.SMB_COM_LOCKING_ANDX;
}
