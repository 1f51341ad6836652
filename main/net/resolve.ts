import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { mayBeServer } from '../../app/knowledge/typed-server.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Clock } from '../clock.ts';

/** Why a name has no address: the resolver's code (ENOTFOUND, EAI_AGAIN, ...), no answer in time, or cancelled. */
export type ResolveFailure =
  | { readonly kind: 'not-resolved'; readonly code: string }
  | { readonly kind: 'deadline'; readonly waitedMs: number }
  | { readonly kind: 'cancelled' };

/** Asks the system's resolver, hosts file included, for every address of a name. Rejects with a `code`. */
export type Lookup = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface ResolveOptions {
  readonly host: string;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  readonly lookup?: Lookup;
}

/** What became of a look-up. */
export interface ResolveOutcome {
  readonly result: Result<{ readonly addresses: readonly string[]; readonly literal: boolean }, ResolveFailure>;
  readonly ms: number;
}

const systemLookup: Lookup = (host) => lookup(host, { all: true, verbatim: true });

/** The addresses of `host`, in the resolver's order and each once; an address is its own answer, without a look-up. */
export function resolveHost(options: ResolveOptions): Promise<ResolveOutcome> {
  const { host, clock, deadlineMs, signal } = options;
  const startedAtMs = clock.monotonicMs();
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (isIP(bare) !== 0) {
    return Promise.resolve({ result: success({ addresses: [bare], literal: true }), ms: 0 });
  }
  return new Promise((resolve) => {
    const settle = (result: ResolveOutcome['result']): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve({ result, ms: clock.monotonicMs() - startedAtMs });
    };
    const cancel = (): void => {
      settle(failure({ kind: 'cancelled' }));
    };
    const timer = setTimeout(() => {
      settle(failure({ kind: 'deadline', waitedMs: clock.monotonicMs() - startedAtMs }));
    }, deadlineMs);
    if (signal?.aborted === true) {
      cancel();
      return;
    }
    signal?.addEventListener('abort', cancel, { once: true });
    (options.lookup ?? systemLookup)(bare).then(
      (found) => {
        // A name that is blocked often leads to 0.0.0.0, and that to this PC.
        const addresses = [...new Set(found.map((entry) => entry.address))].filter(mayBeServer);
        const none: ResolveFailure = { kind: 'not-resolved', code: 'ENODATA' };
        settle(addresses.length > 0 ? success({ addresses, literal: false }) : failure(none));
      },
      (error: unknown) => {
        settle(failure({ kind: 'not-resolved', code: errorCode(error) }));
      },
    );
  });
}

function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.name : 'UNKNOWN';
}
