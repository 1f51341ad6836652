import { describeStatus, noStatus } from '../../app/knowledge/statuses.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import type { Clock } from '../clock.ts';
import type { Exchanged, ExchangeOptions, ExchangeRecord } from './exchange.ts';
import { outcomeOf } from './exchange.ts';
import type { ExchangeFailure } from './failure.ts';
import { frameConnection } from './framed-connection.ts';
import type { ReplyFault } from './reply.ts';
import { createSecrets } from './secrets.ts';
import type { TcpConnection } from './tcp-connection.ts';
import type { Wait } from './vigil.ts';
import { createVigil } from './vigil.ts';

/** What the header of every protocol tells. */
export interface ReplyHeader {
  readonly command: number;
  readonly reply: boolean;
  readonly statusForm: 'nt' | 'dos';
  readonly status: number;
}

/** A request that is ready to go, and how its replies are read. */
export interface Outgoing<Reply, Header> {
  readonly series: SeriesId;
  readonly command: number;
  /** Sealed in place when it is sent. */
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

/** What a multiplexer has to know of the protocol that it carries. `Sent` is what the protocol remembers of a request. */
export interface Protocol<Header extends ReplyHeader, Request, Sent extends { readonly id: number }> {
  readonly decode: (message: Buffer) => Result<Header, ReplyFault>;
  /** By which a reply is matched to its request. */
  readonly idOf: (header: Header) => number;
  /** Whether one more request may be sent beside so many. */
  readonly hasRoom: (outstanding: number) => boolean;
  /** Last touches to a request, and to what is recorded of it: number and signature. It goes at once. */
  readonly seal: (request: Request) => Sent;
  /** Takes note of every sound header; says whether it only announces that the reply will come later. */
  readonly isInterim: (header: Header) => boolean;
  /** What is wrong with a reply besides its command; the signature first, for of a forged message nothing else counts. */
  readonly faultOf: (message: Buffer, header: Header, sent: Sent) => ReplyFault | null;
  /** A reply as a record may keep it: without the user's own data. */
  readonly blank?: (reply: Buffer) => Buffer;
  /** What becomes of a message that answers nothing we wait for. `unknown`: no peer may send it. */
  readonly unasked: (message: Buffer, header: Header, atMs: number) => 'taken' | 'unsolicited' | 'unknown';
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

/** Sends requests, several at a time, and matches their replies. */
export interface Multiplexer<Header, Extra> {
  readonly exchange: <Reply>(
    outgoing: Outgoing<Reply, Header> & Extra,
    options: ExchangeOptions,
  ) => Promise<Exchanged<Reply>>;
  /** Sends a message that no reply follows, unless the connection is over. */
  readonly post: (message: Buffer) => void;
  readonly isOutstanding: (id: number) => boolean;
  /** From now on the ids of given-up requests may be used anew. */
  readonly forgetGivenUp: () => void;
  readonly over: () => boolean;
  readonly traffic: () => Traffic;
  /** Ends the connection; what is outstanding fails as cancelled. */
  readonly close: () => void;
}

interface Pending<Header, Sent> extends Wait {
  readonly command: number;
  /** Null until it is sent. */
  sent: Sent | null;
  /** Hands the request to the socket. */
  readonly send: () => void;
  /** Lets its time run although it was not sent. */
  readonly startTime: () => void;
  readonly onReply: (message: Buffer, header: Header, atMs: number) => void;
  readonly fail: (reason: ExchangeFailure, reply?: Buffer) => void;
}

/** Puts a multiplexer over a TCP connection. `connection` names it in records. */
export function createMultiplexer<Header extends ReplyHeader, Extra, Sent extends { readonly id: number }>(
  tcp: TcpConnection,
  options: { readonly connection: string; readonly clock: Clock },
  protocol: Protocol<Header, Pick<Outgoing<unknown, Header>, 'message' | 'recorded'> & Extra, Sent>,
): Multiplexer<Header, Extra> {
  const { connection, clock } = options;
  const secrets = createSecrets();
  const outstanding = new Map<number, Pending<Header, Sent>>();
  const givenUp = new Set<number>();
  const waiting = new Set<Pending<Header, Sent>>();
  const vigil = createVigil(clock);
  const endedBefore = tcp.ended();
  let over: ExchangeFailure | null = endedBefore && { kind: 'transport', end: endedBefore };
  let late = 0;
  let unsolicited = 0;
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
  function violate(fault: ReplyFault, message: Buffer, pending?: Pending<Header, Sent>): void {
    const reason: ExchangeFailure = { kind: 'protocol-violation', ...fault, bytes: message };
    if (pending !== undefined) pending.fail(reason, message);
    else if (outstanding.size > 0) failAll(reason, message);
    else {
      stray += 1;
      framed.unasked(message);
    }
  }

  function onMessage(message: Buffer, atMs: number): void {
    const decoded = protocol.decode(message);
    if (!decoded.ok) {
      violate(decoded.error, message);
      return;
    }
    const header = decoded.value;
    const id = protocol.idOf(header);
    const interim = protocol.isInterim(header);
    const pending = outstanding.get(id);
    if (pending !== undefined) {
      const fault = faultOf(message, header, pending);
      if (fault !== null) violate(fault, message, pending);
      else if (interim) framed.unasked(message);
      else pending.onReply(message, header, atMs);
    } else if (givenUp.has(id)) {
      late += 1;
      framed.unasked(message);
    } else {
      const kind = protocol.unasked(message, header, atMs);
      if (kind === 'unknown') violate({ reason: 'unknown-mid' }, message);
      else {
        if (kind === 'unsolicited') unsolicited += 1;
        framed.unasked(message);
      }
    }
    if (waiting.size > 0) sendWaiting();
  }

  function faultOf(message: Buffer, header: Header, { sent, command }: Pending<Header, Sent>): ReplyFault | null {
    const fault = sent && protocol.faultOf(message, header, sent);
    if (fault !== null) return fault;
    if (!header.reply) return { reason: 'not-a-reply' };
    return header.command === command ? null : { reason: 'wrong-command' };
  }

  function sendWaiting(): void {
    for (const pending of waiting) {
      if (!protocol.hasRoom(outstanding.size) || over !== null) break;
      if (pending.signal?.aborted === true) continue;
      waiting.delete(pending);
      pending.send();
    }
    // With nothing on its way nothing will make room: then the wait is the server's answer.
    if (outstanding.size === 0) for (const pending of waiting) pending.startTime();
  }

  function exchange<Reply>(
    outgoing: Outgoing<Reply, Header> & Extra,
    { deadlineMs, signal }: ExchangeOptions,
  ): Promise<Exchanged<Reply>> {
    return new Promise((resolve) => {
      const { series } = outgoing;
      let sentAtMs = clock.monotonicMs();
      let firstMs: number | null = null;
      let status: SmbStatus = noStatus;
      let lastReply: Buffer | undefined;

      const settle = (result: Result<Reply, ExchangeFailure>): void => {
        const { sent } = pending;
        vigil.end(pending);
        if (sent !== null) outstanding.delete(sent.id);
        waiting.delete(pending);
        if (waiting.size > 0) sendWaiting();
        const record: ExchangeRecord = {
          connection,
          series,
          sentAtMs,
          ms: firstMs,
          status,
          outcome: result.ok ? 'answered' : outcomeOf(result.error),
          ...(sent !== null && { mid: sent.id }),
          request: sent === null ? Buffer.alloc(0) : (outgoing.recorded ?? outgoing.message),
          ...(lastReply !== undefined && { reply: secrets.blank(protocol.blank?.(lastReply) ?? lastReply) }),
        };
        resolve({ result, record });
      };
      const giveUp = (): void => {
        if (pending.sent !== null) givenUp.add(pending.sent.id);
      };
      const pending: Pending<Header, Sent> = {
        command: outgoing.command,
        signal,
        deadlineAtMs: Infinity,
        sent: null,
        send: () => {
          const sent = protocol.seal(outgoing);
          pending.sent = sent;
          outstanding.set(sent.id, pending);
          if (outgoing.recorded !== undefined) secrets.learn(outgoing.message, outgoing.recorded);
          sentAtMs = framed.send(outgoing.message, outgoing.recorded);
          vigil.setDeadline(pending, sentAtMs + deadlineMs);
        },
        startTime: () => {
          if (pending.deadlineAtMs === Infinity) vigil.setDeadline(pending, clock.monotonicMs() + deadlineMs);
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
          if (reply !== undefined && pending.sent !== null) {
            firstMs ??= clock.monotonicMs() - sentAtMs;
            lastReply = reply;
          }
          giveUp();
          settle(failure(reason));
        },
        cancel: () => {
          pending.fail({ kind: 'cancelled' });
        },
        expire: () => {
          const partial = firstMs === null ? null : (outgoing.partial?.() ?? null);
          giveUp();
          const waitedMs = clock.monotonicMs() - sentAtMs;
          const received = framed.pending();
          const silence: ExchangeFailure =
            // Unless what went unanswered holds the room, it is the server that leaves none.
            pending.sent === null && givenUp.size === 0
              ? { kind: 'protocol-violation', reason: 'no-credits', bytes: Buffer.alloc(0) }
              : { kind: 'deadline', waitedMs, ...(received > 0 && { received }) };
          settle(partial === null ? failure(silence) : success(partial));
        },
      };

      if (over !== null) settle(failure(over));
      else if (signal?.aborted === true) pending.cancel();
      else {
        vigil.begin(pending);
        if (protocol.hasRoom(outstanding.size)) pending.send();
        else {
          waiting.add(pending);
          if (outstanding.size === 0) pending.startTime();
        }
      }
    });
  }

  return {
    exchange,
    post: (message) => {
      if (over === null) framed.send(message);
    },
    isOutstanding: (id) => outstanding.has(id),
    forgetGivenUp: () => {
      givenUp.clear();
    },
    over: () => over !== null,
    traffic: () => ({ keepAlives: framed.keepAlives(), late, unsolicited, stray }),
    close: () => {
      endWith({ kind: 'cancelled' });
      framed.close();
    },
  };
}
