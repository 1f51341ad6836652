import { describeStatus, noStatus } from '../../app/knowledge/statuses.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions, ExchangeRecord } from '../net/exchange.ts';
import { outcomeOf } from '../net/exchange.ts';
import type { ExchangeFailure, ViolationReason } from '../net/failure.ts';
import { frameConnection } from '../net/framed-connection.ts';
import { createSecrets } from '../net/secrets.ts';
import type { TcpConnection } from '../net/tcp-connection.ts';
import type { Header } from './codec/header.ts';
import { commands, decodeHeader, protocolOf } from './codec/header.ts';
import { decodeOplockRelease } from './codec/locking-andx.ts';
import type { OplockBreak } from './oplock.ts';
import type { ReplyFault } from './reply.ts';
import type { Signer } from './signing.ts';
import { copySignature } from './signing.ts';
import type { Wait } from './vigil.ts';
import { createVigil } from './vigil.ts';

/** A request that is ready to go, and how its replies are read. */
export interface Outgoing<Reply> {
  readonly series: SeriesId;
  readonly command: number;
  readonly mid: number;
  /** Signed in place when it is sent, where signing is on. */
  readonly message: Buffer;
  /** What the record keeps in its place: the same bytes with the secrets blanked. */
  readonly recorded?: Buffer;
  /** Reads one reply, `ms` after the request; null when more are to come. */
  readonly take: (message: Buffer, header: Header, ms: number) => Result<Reply, ReplyFault> | null;
  /** Statuses besides success that are handed to `take`. */
  readonly alsoTakes?: number;
  /** What is there when the deadline passes after some but not all replies have come. */
  readonly partial?: () => Reply | null;
}

/** What came without belonging to a request that still waits. None of it is an error. */
export interface Traffic {
  /** NBSS keep-alives. */
  readonly keepAlives: number;
  /** Replies to requests that nobody waited for any more. */
  readonly late: number;
  /** Oplock breaks that nobody was told of, and replies to requests that had been answered already. */
  readonly unsolicited: number;
  /** Answers that fit no request, and that no request waited to be failed by. */
  readonly stray: number;
}

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

interface Pending extends Wait {
  readonly command: number;
  /** What its replies are to be signed with; null when it went unsigned. */
  replySequence: number | null;
  /** Hands the request to the socket. */
  readonly send: () => void;
  readonly onReply: (message: Buffer, header: Header, atMs: number) => void;
  readonly fail: (reason: ExchangeFailure, reply?: Buffer) => void;
}

/** Puts a multiplexer over a TCP connection. `connection` names it in records; `pid` goes into every request. */
export function createMultiplexer(
  tcp: TcpConnection,
  options: { readonly connection: string; readonly clock: Clock; readonly pid: number },
): Multiplexer {
  const { connection, clock, pid } = options;
  const secrets = createSecrets();
  const outstanding = new Map<number, Pending>();
  const abandoned = new Set<number>();
  const waiting = new Set<Pending>();
  const vigil = createVigil(clock);
  let maxMpxCount = 1;
  let lastMid = 0;
  let signer: Signer | null = null;
  let wrapped = false;
  const endedBefore = tcp.ended();
  let over: ExchangeFailure | null = endedBefore && { kind: 'transport', end: endedBefore };
  let late = 0;
  let unsolicited = 0;
  let oplockListener: ((broken: OplockBreak) => void) | null = null;
  let stray = 0;

  const framed = frameConnection(tcp, {
    onMessage,
    onRefusal: ({ reason, bytes }) => {
      endWith({ kind: 'protocol-violation', reason, bytes }, bytes);
      framed.abort();
    },
    onEnd: (end) => {
      endWith({ kind: 'transport', end });
    },
  });

  function endWith(reason: ExchangeFailure, reply?: Buffer): void {
    over ??= reason;
    failAll(over, reply);
    vigil.close();
  }

  function failAll(reason: ExchangeFailure, reply?: Buffer): void {
    // Copies: to fail one makes room for those that wait, and they are not meant.
    for (const pending of [...outstanding.values()]) pending.fail(reason, reply);
    if (over !== null) for (const pending of [...waiting]) pending.fail(reason);
  }

  /** An answer that is wrong. One that names no request we know fails all that wait: which of them it meant is open. */
  function violate(reason: ViolationReason, message: Buffer, mid?: number, field?: string): void {
    const fault: ExchangeFailure = { kind: 'protocol-violation', reason, bytes: message, ...(field && { field }) };
    const pending = mid === undefined ? undefined : outstanding.get(mid);
    if (pending !== undefined) pending.fail(fault, message);
    else if (outstanding.size > 0) failAll(fault, message);
    else {
      stray += 1;
      framed.unasked(message);
    }
  }

  function onMessage(message: Buffer, atMs: number): void {
    if (protocolOf(message) !== 'smb1') {
      violate('wrong-protocol', message);
      return;
    }
    const decoded = decodeHeader(message);
    if (!decoded.ok) {
      violate('malformed', message, undefined, decoded.error.field);
      return;
    }
    const header = decoded.value;
    const pending = outstanding.get(header.mid);
    if (pending !== undefined) {
      // First of all: of a message that somebody else may have written nothing else counts.
      if (isForged(message, pending)) violate('bad-signature', message, header.mid, 'SecuritySignature');
      else if (!header.reply) violate('not-a-reply', message, header.mid);
      else if (header.command !== pending.command) violate('wrong-command', message, header.mid);
      else if ((header.pid & 0xffff) !== pid) violate('wrong-pid', message, header.mid);
      else pending.onReply(message, header, atMs);
    } else if (abandoned.has(header.mid)) {
      late += 1;
      framed.unasked(message);
    } else if (isOplockBreak(header) || wrapped || (header.mid > 0 && header.mid <= lastMid)) {
      if (!tellOplockBreak(message, header, atMs)) unsolicited += 1;
      framed.unasked(message);
    } else {
      violate('unknown-mid', message);
    }
  }

  function isOplockBreak({ mid, command }: Header): boolean {
    return mid === oplockBreakMid && command === commands.SMB_COM_LOCKING_ANDX;
  }

  function tellOplockBreak(message: Buffer, header: Header, atMs: number): boolean {
    if (oplockListener === null || !isOplockBreak(header)) return false;
    const release = decodeOplockRelease(message, header);
    if (!release.ok) return false;
    oplockListener({ ...release.value, atMs });
    return true;
  }

  function isForged(message: Buffer, { replySequence }: Pending): boolean {
    return replySequence !== null && signer !== null && !signer.verifies(message, replySequence);
  }

  function nextMid(): number {
    do {
      lastMid += 1;
      if (lastMid >= oplockBreakMid) {
        lastMid = 1;
        wrapped = true;
        abandoned.clear();
      }
    } while (outstanding.has(lastMid));
    return lastMid;
  }

  function sendWaiting(): void {
    for (const pending of waiting) {
      if (outstanding.size >= maxMpxCount || over !== null) return;
      if (pending.signal?.aborted === true) continue;
      waiting.delete(pending);
      pending.send();
    }
  }

  function exchange<Reply>(
    outgoing: Outgoing<Reply>,
    { deadlineMs, signal }: ExchangeOptions,
  ): Promise<Exchanged<Reply>> {
    return new Promise((resolve) => {
      const { mid, series } = outgoing;
      let sentAtMs = clock.monotonicMs();
      let sent = false;
      let firstMs: number | null = null;
      let status: SmbStatus = noStatus;
      let lastReply: Buffer | undefined;

      const settle = (result: Result<Reply, ExchangeFailure>): void => {
        vigil.end(pending);
        outstanding.delete(mid);
        waiting.delete(pending);
        if (waiting.size > 0) sendWaiting();
        const record: ExchangeRecord = {
          connection,
          series,
          sentAtMs,
          ms: firstMs,
          status,
          outcome: result.ok ? 'answered' : outcomeOf(result.error),
          mid,
          request: sent ? (outgoing.recorded ?? outgoing.message) : Buffer.alloc(0),
          ...(lastReply !== undefined && { reply: secrets.blank(lastReply) }),
        };
        resolve({ result, record });
      };
      const pending: Pending = {
        command: outgoing.command,
        signal,
        deadlineAtMs: Infinity,
        replySequence: null,
        send: () => {
          outstanding.set(mid, pending);
          sent = true;
          if (signer !== null) {
            pending.replySequence = signer.sign(outgoing.message);
            if (outgoing.recorded !== undefined) copySignature(outgoing.message, outgoing.recorded);
          }
          if (outgoing.recorded !== undefined) secrets.learn(outgoing.message, outgoing.recorded);
          sentAtMs = framed.send(outgoing.message, outgoing.recorded);
          vigil.setDeadline(pending, sentAtMs + deadlineMs);
        },
        onReply: (message, header, atMs) => {
          const ms = Math.max(0, atMs - sentAtMs);
          firstMs ??= ms;
          lastReply = message;
          status = describeStatus(header.statusForm, header.status);
          if (header.status !== 0 && header.status !== outgoing.alsoTakes) {
            settle(failure({ kind: 'server-status', status }));
            return;
          }
          const taken = outgoing.take(message, header, ms);
          if (taken === null) return;
          settle(taken.ok ? taken : failure({ kind: 'protocol-violation', ...taken.error, bytes: message }));
        },
        fail: (reason, reply) => {
          if (reply !== undefined && sent) {
            firstMs ??= clock.monotonicMs() - sentAtMs;
            lastReply = reply;
          }
          if (sent) abandoned.add(mid);
          settle(failure(reason));
        },
        cancel: () => {
          pending.fail({ kind: 'cancelled' });
        },
        expire: () => {
          const partial = firstMs === null ? null : (outgoing.partial?.() ?? null);
          abandoned.add(mid);
          const waitedMs = clock.monotonicMs() - sentAtMs;
          const received = framed.pending();
          const late: ExchangeFailure = { kind: 'deadline', waitedMs, ...(received > 0 && { received }) };
          settle(partial === null ? failure(late) : success(partial));
        },
      };

      if (over !== null) settle(failure(over));
      else if (signal?.aborted === true) pending.cancel();
      else {
        vigil.begin(pending);
        if (outstanding.size < maxMpxCount) pending.send();
        else waiting.add(pending);
      }
    });
  }

  return {
    nextMid,
    setMaxMpxCount: (limit) => {
      maxMpxCount = Math.max(1, limit);
    },
    exchange,
    post: (message) => {
      if (over !== null) return;
      signer?.sign(message);
      framed.send(message);
    },
    onOplockBreak: (listener) => {
      oplockListener = listener;
    },
    startSigning: (newSigner) => {
      signer = newSigner;
    },
    signing: () => signer !== null,
    traffic: () => ({ keepAlives: framed.keepAlives(), late, unsolicited, stray }),
    close: () => {
      endWith({ kind: 'cancelled' });
      framed.close();
    },
  };
}
