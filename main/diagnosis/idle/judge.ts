import { isSessionDeleted } from '../../../app/knowledge/statuses.ts';
import type { IdleEnd, IdleVariant } from '../../../app/model/observations/idle.ts';
import type { Exchanged } from '../../net/exchange.ts';
import type { TransportEnd } from '../../net/failure.ts';

/** How a silent connection stands. */
export interface IdleState {
  readonly end: IdleEnd;
  readonly code?: string;
}

/** What the systems call it when nobody answered TCP keep-alives. */
const keepAlivesUnanswered = 'ETIMEDOUT';
/** In answer to a search that had more to give; the last is Samba's word for one that it does not know. */
const searchGone: ReadonlySet<string> = new Set(['STATUS_INVALID_HANDLE', 'ERRDOS/ERRbadfid', 'STATUS_NO_MORE_FILES']);

/** What the end of a connection makes of it. */
export function judgeEnd(end: TransportEnd): IdleState {
  if (end.how !== 'error') return { end: end.how };
  return end.code === keepAlivesUnanswered ? { end: 'silent' } : { end: 'error', code: end.code };
}

/** What the request that used a connection shows. Any status shows that it lives, unless it says what is gone. */
export function judgeUse(variant: IdleVariant, { result, record }: Exchanged<unknown>): IdleState {
  if (result.ok) return { end: 'alive' };
  const { error } = result;
  switch (error.kind) {
    case 'server-status':
      if (isSessionDeleted(error.status)) return { end: 'session-gone' };
      return { end: variant === 'open-search' && searchGone.has(record.status.name) ? 'search-gone' : 'alive' };
    case 'transport':
      return judgeEnd(error.end);
    case 'deadline':
      return { end: 'silent' };
    case 'protocol-violation':
      return { end: 'error', code: error.reason };
    case 'cancelled':
      return { end: 'not-reached' };
  }
}
