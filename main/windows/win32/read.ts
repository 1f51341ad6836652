import { failure } from '../../../app/model/result.ts';
import type { Result } from '../../../app/model/result.ts';
import type { Schedule } from '../../schedule.ts';
import type { Read, ReadOptions, WindowsFailure } from '../failure.ts';

const ERROR_ACCESS_DENIED = 5;
const ERROR_PRIVILEGE_NOT_HELD = 1314;

/** The failure of `api` with a Win32 error. */
export function win32Failure(api: string, code: number): { readonly ok: false; readonly error: WindowsFailure } {
  const kind = code === ERROR_ACCESS_DENIED || code === ERROR_PRIVILEGE_NOT_HELD ? 'access-denied' : 'api';
  return failure({ kind, api, code });
}

/** What a reader does between two calls: true when nobody waits for it any more, so that it only cleans up. */
export type GivenUp = () => boolean;

/**
 * Holds a reader to its deadline and to being cancelled. A call into Windows can't be interrupted: it is left to end
 * by itself, and `work`, asked by `givenUp`, does nothing after it but close what it opened. What `work` throws is a
 * function that this Windows does not have.
 */
export function heldTo<Value>(
  { deadlineMs, signal }: ReadOptions,
  schedule: Schedule,
  work: (givenUp: GivenUp) => Promise<Result<Value, WindowsFailure>> | Result<Value, WindowsFailure>,
): Read<Value> {
  if (signal.aborted) return Promise.resolve(failure({ kind: 'cancelled' }));
  return new Promise((resolve) => {
    let settled = false;
    const settle = (outcome: Result<Value, WindowsFailure>): void => {
      if (settled) return;
      settled = true;
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const onAbort = (): void => {
      settle(failure({ kind: 'cancelled' }));
    };
    signal.addEventListener('abort', onAbort);
    const cancelTimer = schedule(deadlineMs, () => {
      settle(failure({ kind: 'deadline', waitedMs: deadlineMs }));
    });
    Promise.resolve()
      .then(() => work(() => settled))
      .then(settle, (error: unknown) => {
        settle(failure({ kind: 'not-available', detail: error instanceof Error ? error.message : String(error) }));
      });
  });
}
