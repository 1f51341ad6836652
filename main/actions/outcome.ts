import type { ActionResult, NotDone, Refusal } from '../../app/model/action.ts';
import type { Message } from '../../app/model/message.ts';
import type { Result } from '../../app/model/result.ts';
import { failure } from '../../app/model/result.ts';
import type { WindowsFailure } from '../windows/failure.ts';

/**
 * Win32 errors (winerror.h) that say that a server is out of reach: ERROR_BAD_NETPATH, _UNEXP_NET_ERR, _NETNAME_DELETED,
 * _BAD_NET_NAME, _SEM_TIMEOUT, _NETWORK_UNREACHABLE, _HOST_UNREACHABLE, RPC_S_SERVER_UNAVAILABLE, RPC_S_SERVER_TOO_BUSY,
 * RPC_S_CALL_FAILED, RPC_S_CALL_FAILED_DNE.
 */
const serverGone: ReadonlySet<number> = new Set([53, 59, 64, 67, 121, 1231, 1232, 1722, 1723, 1726, 1727]);
const ERROR_CANCELLED = 1223;

/** How an action ends when Windows fails it. `remote`: it was a server that was asked. */
export function endOf(error: WindowsFailure, remote = false): NotDone {
  switch (error.kind) {
    case 'not-available':
      return refused('not-windows');
    case 'access-denied':
      return { outcome: 'denied', api: error.api, code: error.code };
    case 'api': {
      const { api, code } = error;
      if (code === ERROR_CANCELLED) return { outcome: 'declined' };
      return { outcome: remote && serverGone.has(code) ? 'server-gone' : 'failed', api, code };
    }
    case 'implausible':
      return { outcome: 'failed', api: error.api, code: 0 };
    case 'deadline':
      return { outcome: 'unanswered', waitedMs: error.waitedMs };
    case 'cancelled':
      return { outcome: 'cancelled' };
  }
}

/** The result of a single change that either worked or did not. */
export function resultOf(change: Result<unknown, WindowsFailure>, remote = false): ActionResult {
  return change.ok ? done() : endOf(change.error, remote);
}

/** Function and error of a failure, for one that came after something had been done. */
export function errorOf(error: WindowsFailure): { readonly api?: string; readonly code?: number } {
  return 'code' in error ? { api: error.api, code: error.code } : {};
}

export function done(...notes: readonly Message[]): Extract<ActionResult, { outcome: 'done' }> {
  return { outcome: 'done', notes: [...notes] };
}

export function refused(why: Refusal): NotDone {
  return { outcome: 'refused', why };
}

export function changed(what: Message): NotDone {
  return { outcome: 'changed-since', what };
}

/** A refusal to prepare. */
export function no(why: Refusal): { readonly ok: false; readonly error: NotDone } {
  return failure(refused(why));
}
