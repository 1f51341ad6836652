import type { CheckId } from '../../app/model/check.ts';
import type { ExchangeRecord } from '../net/exchange.ts';
import { serverNamesIn } from '../ntlm/server-names.ts';
import type { CheckContext } from './check.ts';

/** A request of a sign-in, and the exchange that shows it. */
interface Leg {
  readonly record: ExchangeRecord;
  readonly exchange: string;
}

/** Notes by which names the server introduced itself in a sign-in, be it granted or not; once in a run. */
export function noteServerNames(
  { recorder }: Pick<CheckContext, 'recorder'>,
  check: CheckId,
  legs: readonly Leg[],
): void {
  if (recorder.observations.some(({ kind }) => kind === 'server-names')) return;
  for (const { record, exchange } of legs) {
    const names = record.reply === undefined ? null : serverNamesIn(record.reply);
    if (names === null) continue;
    recorder.observe(check, 'server-names', { ...names, exchange });
    return;
  }
}
