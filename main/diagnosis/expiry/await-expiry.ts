import { isSessionDeleted, isSessionExpired } from '../../../app/knowledge/statuses.ts';
import { message } from '../../../app/wording/message.ts';
import type { ExchangeRecord } from '../../net/exchange.ts';
import type { ExchangeFailure } from '../../net/failure.ts';
import type { Handles, Smb1Client } from '../../smb1/client.ts';
import type { CheckContext } from '../check.ts';
import { pause } from '../pause.ts';

/** Far from the end, and near it. */
const ASK_EVERY_MS = 1_000;
const ASK_NEAR_THE_END_EVERY_MS = 200;
const NEAR_MS = 1_500;
/** Windows looks for expired sessions every 300 s ([MS-SMB] 3.3.2.2, note 97); a scan takes a moment. */
const SERVER_SCAN_MS = 330_000;

/** Until when a session is asked, on the monotonic clock, and when its ticket ends, on the same. */
export interface Wait {
  readonly giveUpAtMs: number;
  readonly endsAtMs: number | null;
}

/** How a wait came out, with the record of the last request. */
export type WaitEnd =
  | { readonly kind: 'expired' | 'alive'; readonly record: ExchangeRecord }
  | { readonly kind: 'failed'; readonly error: ExchangeFailure; readonly record: ExchangeRecord };

/** What the limits of the plan and the end of a ticket allow, from now on. */
export function planWait({ clock, request }: CheckContext, expiresAt: Date | undefined): Wait {
  const now = clock.monotonicMs();
  const limitAtMs = now + waitLimitMs(request.plan);
  if (expiresAt === undefined) return { giveUpAtMs: limitAtMs, endsAtMs: null };
  const endsAtMs = now + expiresAt.getTime() - clock.now().getTime();
  return { giveUpAtMs: Math.min(limitAtMs, endsAtMs + SERVER_SCAN_MS), endsAtMs };
}

/** How long a run may wait: as long as for work on a file, or as for silent connections, where that is longer. */
export function waitLimitMs({ workDeadlineMs, idleMs = 0 }: CheckContext['request']['plan']): number {
  return Math.max(workDeadlineMs, idleMs);
}

/**
 * Asks for the volume's size again and again, which needs the session, until the answer says that it has expired. Other
 * statuses show that it lives.
 */
export async function awaitExpiry(
  context: CheckContext,
  client: Smb1Client,
  handles: Handles,
  { giveUpAtMs, endsAtMs }: Wait,
): Promise<WaitEnd> {
  const { recorder, request, signal, clock } = context;
  for (;;) {
    const { result, record } = await client.queryFsInfo(handles, { deadlineMs: request.plan.deadlineMs, signal });
    if (!result.ok) {
      const { error } = result;
      if (error.kind !== 'server-status' || isSessionDeleted(error.status)) return { kind: 'failed', error, record };
      if (isSessionExpired(error.status)) return { kind: 'expired', record };
    }
    const now = clock.monotonicMs();
    if (now >= giveUpAtMs) return { kind: 'alive', record };
    recorder.sample(record);
    recorder.progress('smb1-expiry', progress(giveUpAtMs - now, endsAtMs === null ? null : endsAtMs - now));
    const near = endsAtMs !== null && Math.abs(endsAtMs - now) < NEAR_MS;
    await pause(near ? ASK_NEAR_THE_END_EVERY_MS : ASK_EVERY_MS, signal);
  }
}

function progress(leftMs: number, toEndMs: number | null): ReturnType<typeof message> {
  if (toEndMs === null || toEndMs < 0) return message('check.progress.expiry.unknown', { left: leftMs });
  return message('check.progress.expiry', { left: toEndMs });
}
