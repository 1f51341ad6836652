import type { SeriesId } from '../model/exchange.ts';
import type { StaleReading } from '../model/observations/session.ts';
import type { SmbStatus } from '../model/status.ts';
import { isSessionDeleted } from './statuses.ts';

/**
 * Refusals that some Windows versions give for a UID they do not know ([MS-SMB] 3.3.5.1 and its notes). For a SessionId
 * there is one answer only, 0xC0000203 ([MS-SMB2] 3.3.5.2.9), or a cut where the session was encrypted (3.3.5.2.1.1).
 */
const consistent: ReadonlySet<string> = new Set([
  'STATUS_INVALID_HANDLE',
  'STATUS_ACCESS_DENIED',
  'ERRDOS/ERRbadfid',
  'ERRDOS/ERRnoaccess',
]);

/**
 * Commands for which a server need not look at the session ([MS-CIFS] 3.3.5.2). In SMB2 there is none: an ECHO that names
 * a session has to name one that is there ([MS-SMB2] 3.3.5.17).
 */
const exempt: ReadonlySet<SeriesId> = new Set(['smb1.echo']);

/** What an answer to a request in a session that is gone shows. */
export function readStaleAnswer(
  series: SeriesId,
  answer: 'status' | 'cut' | 'no-answer',
  status: SmbStatus,
): StaleReading {
  if (answer === 'cut') return 'consistent';
  if (answer === 'no-answer') return 'other';
  if (isSessionDeleted(status)) return 'deleted';
  if (consistent.has(status.name)) return 'consistent';
  if (status.value === 0) return exempt.has(series) ? 'exempt' : 'not-checked';
  return 'other';
}

/** The Windows error that such an answer becomes; undefined where none is known or none is seen. */
export function staleWin32(answer: 'status' | 'cut' | 'no-answer', status: SmbStatus): number | undefined {
  if (answer === 'cut') return 64;
  if (answer === 'status' && isSessionDeleted(status)) return 59;
  return undefined;
}
