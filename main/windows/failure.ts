import type { Result } from '../../app/model/result.ts';

/** Why a reader has nothing to give. None of it says anything about what was asked for. */
export type WindowsFailure =
  /** This PC is not Windows, or this Windows does not have it: with what was missing, as the loader says it. */
  | { readonly kind: 'not-available'; readonly detail?: string }
  /** The right that was lacking is that of `api`; 5 ERROR_ACCESS_DENIED, 1314 ERROR_PRIVILEGE_NOT_HELD. */
  | { readonly kind: 'access-denied'; readonly api: string; readonly code: number }
  /** A Win32 or NTSTATUS error, as `api` gave it. */
  | { readonly kind: 'api'; readonly api: string; readonly code: number }
  /** The function succeeded with what can't be true: an empty list of sessions, a buffer too short for its count. */
  | { readonly kind: 'implausible'; readonly api: string; readonly what: string }
  | { readonly kind: 'deadline'; readonly waitedMs: number }
  | { readonly kind: 'cancelled' };

export type Read<Value> = Promise<Result<Value, WindowsFailure>>;

/** How long a reader may take, and when it is to give up. */
export interface ReadOptions {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}
