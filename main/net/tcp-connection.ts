import { createConnection, isIP } from 'node:net';
import type { Socket } from 'node:net';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';
import type { ConnectFailure, TransportEnd } from './failure.ts';
import type { WireTap } from './wire-tap.ts';

/** Who takes the bytes and the end of a connection. */
export interface TransportReader {
  /** Bytes, and when they came, on the monotonic clock. */
  readonly onBytes: (bytes: Buffer, atMs: number) => void;
  /** Called once, after the last bytes, never from within `read`. Not called when we ended the connection ourselves. */
  readonly onEnd: (end: TransportEnd) => void;
}

/** An open TCP connection. Nothing of it throws, whatever the peer does. */
export interface TcpConnection {
  readonly localPort: number;
  readonly address: string;
  readonly port: number;
  /**
   * Hands bytes to the socket, and gives the monotonic time at which it did; sends nothing after the end. `blanked` is
   * what a tap may keep in their place.
   */
  readonly write: (bytes: Uint8Array, blanked?: Uint8Array) => number;
  /**
   * Begins to read, or hands the connection to another reader. Before the first, bytes wait in the socket, which the
   * peer feels as a full window.
   */
  readonly read: (reader: TransportReader) => void;
  /**
   * Has the system send TCP keep-alives ([RFC 9293] 3.8.4) whenever nothing has travelled for `everyMs`, whole seconds of
   * at least one. They carry no data, so no server application sees them; what keeps states on the way may.
   */
  readonly keepAlive: (everyMs: number) => void;
  /** How the peer or this machine ended the connection; null while it is open or when we closed it. */
  readonly ended: () => TransportEnd | null;
  /** Closes in order (FIN) and forgets the reader. */
  readonly close: () => void;
  /** Closes at once (RST). */
  readonly abort: () => void;
}

export interface ConnectOptions {
  /** IPv4 or IPv6 address. */
  readonly address: string;
  readonly port: number;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  /** Is told of everything that happens on the connection. */
  readonly tap?: WireTap | undefined;
}

/** What became of an attempt to connect, and how long that took. */
export interface ConnectOutcome {
  readonly result: Result<TcpConnection, ConnectFailure>;
  /** On the monotonic clock. */
  readonly startedAtMs: number;
  readonly ms: number;
}

/** What a peer may still send once we have closed: answers that were under way, and no flood. */
const mostAfterClose = 256 * 1024;

const unreachableCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ETIMEDOUT']);

/**
 * Opens a TCP connection with TCP_NODELAY. `ms` runs from the call to the handshake's end, or to the failure:
 * RST `refused`, ICMP or this machine's own time-out `unreachable`, nothing in time `deadline`. A connection that was
 * reset at once is still one: it is given, and has `ended`.
 */
export function connectTcp(options: ConnectOptions): Promise<ConnectOutcome> {
  const { address, port, clock, deadlineMs, signal, tap } = options;
  return new Promise((resolve) => {
    const startedAtMs = clock.monotonicMs();
    tap?.({ kind: 'connecting', address, port, atMs: startedAtMs });
    const settle = (result: Result<TcpConnection, ConnectFailure>): void => {
      const atMs = clock.monotonicMs();
      const ms = atMs - startedAtMs;
      if (result.ok) {
        const { localAddress } = socket;
        tap?.({ kind: 'connected', localAddress, localPort: result.value.localPort, atMs });
        const end = result.value.ended();
        if (end !== null) tap?.({ kind: 'ended', end, atMs });
      } else {
        tap?.({ kind: 'not-connected', why: result.error.kind, atMs });
      }
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve({ result, startedAtMs, ms });
    };
    const giveUp = (reason: ConnectFailure): void => {
      socket.off('error', fail).on('error', ignore);
      socket.destroy();
      settle(failure(reason));
    };
    const fail = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'ECONNRESET') open(error);
      else giveUp(connectFailure(error.code ?? error.name));
    };
    // A server that accepts and resets at once can be reported before the success: it did accept.
    const open = (error?: NodeJS.ErrnoException): void => {
      socket.off('error', fail);
      settle(success(overSocket(socket, options, error === undefined ? null : { how: 'rst' })));
    };
    const cancel = (): void => {
      giveUp({ kind: 'cancelled' });
    };
    const socket = createConnection({ host: address, port, family: isIP(address), noDelay: true });
    const timer = setTimeout(() => {
      giveUp({ kind: 'deadline', waitedMs: clock.monotonicMs() - startedAtMs });
    }, deadlineMs);
    socket.on('error', fail).once('connect', () => {
      open();
    });
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}

function connectFailure(code: string): ConnectFailure {
  if (code === 'ECONNREFUSED') return { kind: 'refused' };
  return unreachableCodes.has(code) ? { kind: 'unreachable', code } : { kind: 'local-error', code };
}

function overSocket(
  socket: Socket,
  { address, port, clock, tap }: ConnectOptions,
  endedBefore: TransportEnd | null,
): TcpConnection {
  let reader: TransportReader | null = null;
  let end = endedBefore;
  let closed = false;
  let reading = false;
  let afterClose = 0;

  const finish = (how: TransportEnd): void => {
    if (end !== null) return;
    tap?.({ kind: 'ended', end: how, atMs: clock.monotonicMs() });
    if (closed) return;
    end = how;
    socket.destroy();
    if (how.how === 'fin') tap?.({ kind: 'closed', how: 'fin', atMs: clock.monotonicMs() });
    reader?.onEnd(how);
  };
  const close = (how: 'fin' | 'rst', shut: () => void): void => {
    if (!closed && end === null) tap?.({ kind: 'closed', how, atMs: clock.monotonicMs() });
    closed = true;
    reader = null;
    shut();
  };
  socket.on('error', (error: NodeJS.ErrnoException) => {
    const code = error.code ?? error.name;
    // EPIPE is what a write meets once the peer's RST has been taken in.
    finish(code === 'ECONNRESET' || code === 'EPIPE' ? { how: 'rst' } : { how: 'error', code });
  });
  socket.on('end', () => {
    finish({ how: 'fin' });
  });

  return {
    localPort: socket.localPort ?? 0,
    address,
    port,
    write: (bytes, blanked) => {
      // Read before the call: on one machine the answer may be under way before the call returns.
      const atMs = clock.monotonicMs();
      if (end === null && !closed) {
        socket.write(bytes);
        tap?.({ kind: 'sent', bytes, blanked, atMs });
      }
      return atMs;
    },
    read: (newReader) => {
      if (closed) return;
      reader = newReader;
      if (end !== null) {
        const past = end;
        queueMicrotask(() => reader?.onEnd(past));
        return;
      }
      if (reading) return;
      reading = true;
      socket.on('data', (bytes: Buffer) => {
        const atMs = clock.monotonicMs();
        tap?.({ kind: 'received', bytes, atMs });
        reader?.onBytes(bytes, atMs);
        if (!closed) return;
        afterClose += bytes.length;
        if (afterClose > mostAfterClose) socket.destroy();
      });
    },
    keepAlive: (everyMs) => {
      socket.setKeepAlive(true, everyMs);
    },
    ended: () => end,
    close: () => {
      close('fin', () => {
        socket.end();
        // What still comes is read and dropped, so that the peer's FIN is seen and the socket is freed.
        socket.resume();
        // Not an idle time-out: a peer that never stops sending would put that off for ever.
        const last = setTimeout(() => socket.destroy(), 1_000);
        socket.once('close', () => {
          clearTimeout(last);
        });
      });
    },
    abort: () => {
      // A reset after our FIN leaves a handle that Node waits for, for ever, as it exits.
      const ended = closed;
      close('rst', () => (ended ? socket.destroy() : socket.resetAndDestroy()));
    },
  };
}

function ignore(): void {
  // A socket that was given up may still report how it failed: nobody waits for it.
}
