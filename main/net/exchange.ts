import type { Exchange, SeriesId } from '../../app/model/exchange.ts';
import type { Result } from '../../app/model/result.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import type { ExchangeFailure } from './failure.ts';

/** One request and what became of it, whether it brought a usable reply or not. */
export interface ExchangeRecord {
  /** Which connection carried it: "c1", "c2". */
  readonly connection: string;
  readonly series: SeriesId;
  /** Monotonic; when the request's bytes were handed to the socket. */
  readonly sentAtMs: number;
  /** From `sentAtMs` to the first byte of the first reply; null when none came. */
  readonly ms: number | null;
  /** Of the (last) reply; `none` when none came or it has no status. */
  readonly status: SmbStatus;
  /** `refused`: a reply came, with a status other than success. `failed`: this machine's own stack. */
  readonly outcome: Exchange['outcome'];
  readonly mid?: number;
  /** The message without its frame, passwords and responses blanked with zeros; empty when it was never sent. */
  readonly request: Uint8Array;
  /** The last reply that came for it, or the bytes that came in its place. */
  readonly reply?: Uint8Array;
}

/** What every exchange gives: a reply or why there is none, and the record of both. */
export interface Exchanged<Reply, Failure = ExchangeFailure> {
  readonly result: Result<Reply, Failure>;
  readonly record: ExchangeRecord;
}

/** How long to wait for a reply, and what may end the wait. */
export interface ExchangeOptions {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** The word for a failure in an exchange's record. */
export function outcomeOf(failure: ExchangeFailure): Exchange['outcome'] {
  switch (failure.kind) {
    case 'transport':
      return failure.end.how === 'error' ? 'failed' : 'cut';
    case 'protocol-violation':
      return 'violation';
    case 'server-status':
      return 'refused';
    case 'deadline':
      return 'no-answer';
    case 'cancelled':
      return 'cancelled';
  }
}
