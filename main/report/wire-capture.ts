import type { Clock } from '../clock.ts';
import type { Secrets } from '../net/secrets.ts';
import { createSecrets } from '../net/secrets.ts';
import type { ConnectionKind, RunTap, WireEvent } from '../net/wire-tap.ts';

/** Everything that happened on one connection, in order. */
export interface CapturedConnection {
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly events: readonly WireEvent[];
}

/** Takes down a run's bytes for a packet file. */
export interface WireCapture extends RunTap {
  readonly connections: () => readonly CapturedConnection[];
  /** When the run's time began, on the monotonic clock. */
  readonly runBeganAtMs: () => number;
  /** Wall-clock time of a moment of the monotonic clock, in nanoseconds since 1970. */
  readonly wallClockNs: (atMs: number) => bigint;
  /** Whether sign-in data is kept as it was sent. */
  readonly keepsCredentials: boolean;
  /** Whether something is missing at the end because the limit was reached. */
  readonly cutOff: () => boolean;
}

export interface WireCaptureOptions {
  readonly clock: Clock;
  readonly keepCredentials: boolean;
  /** Bytes kept at most, so that a server that floods us does not fill this PC's memory. Default 64 MiB. */
  readonly limit?: number;
}

const defaultLimit = 64 * 1024 * 1024;
/** What an event takes besides its bytes, about: the objects around a single byte are far larger than it. */
const eventSize = 512;

/** A capture that holds nothing yet. Secrets that are not to be kept are never held. */
export function createWireCapture({ clock, keepCredentials, limit = defaultLimit }: WireCaptureOptions): WireCapture {
  const connections: { name: string; kind: ConnectionKind; events: WireEvent[] }[] = [];
  // Read once: the wall clock counts in milliseconds and may be set, the monotonic one orders packets truly.
  const base = { atMs: clock.monotonicMs(), ns: BigInt(clock.now().getTime()) * 1_000_000n };
  let runBeganAtMs = base.atMs;
  let held = 0;
  let cutOff = false;

  const keep = (events: WireEvent[], event: WireEvent, secrets: Secrets): void => {
    const size = eventSize + ('bytes' in event ? event.bytes.length : 0);
    // Once something is missing nothing more is kept: what follows a gap can't be read.
    cutOff ||= held + size > limit;
    if (cutOff) return;
    held += size;
    if (event.kind === 'sent' && event.blanked !== undefined) {
      secrets.learn(event.bytes, event.blanked);
      events.push({ ...event, bytes: keepCredentials ? event.bytes : event.blanked, blanked: undefined });
    } else if (event.kind === 'received') {
      const { bytes, blanked = bytes } = event;
      events.push({ ...event, bytes: keepCredentials ? bytes : secrets.blank(blanked), blanked: undefined });
    } else events.push(event);
  };

  return {
    runBegan: (atMs) => {
      runBeganAtMs = atMs;
    },
    connection: (name, kind) => {
      const events: WireEvent[] = [];
      const secrets = createSecrets();
      connections.push({ name, kind, events });
      return (event) => {
        keep(events, event, secrets);
      };
    },
    connections: () => connections,
    runBeganAtMs: () => runBeganAtMs,
    wallClockNs: (atMs) => base.ns + BigInt(Math.round((atMs - base.atMs) * 1_000_000)),
    keepsCredentials: keepCredentials,
    cutOff: () => cutOff,
  };
}
