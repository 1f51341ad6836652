import type { CheckId } from '../../app/model/check.ts';
import type { ObservationOf } from '../../app/model/observation.ts';
import type { CheckContext } from './check.ts';
import { smb1ClientOn } from './client.ts';
import { openConnection } from './connect.ts';
import { noteSmb1Identity } from './server-identity.ts';

type Outcome = ObservationOf<'second-connection'>['outcome'];

/**
 * Opens a further connection, negotiates and asks for an echo, to tell a dead connection from a server or a path that
 * answers nobody. Notes what came of it and gives it; null when it was cancelled.
 */
export async function trySecondConnection(context: CheckContext, check: CheckId): Promise<Outcome | null> {
  const { recorder, bench, request, signal, clock } = context;
  if (bench.address === null || signal.aborted) return null;
  const startedAtMs = clock.monotonicMs();
  const opened = await openConnection(context, 'smb1');
  const note = (outcome: Outcome, exchange: string): Outcome => {
    recorder.observe(check, 'second-connection', { outcome, ms: clock.monotonicMs() - startedAtMs, exchange });
    return outcome;
  };
  if (!opened.result.ok) {
    const { kind } = opened.result.error;
    if (kind === 'cancelled') return null;
    if (kind === 'refused' || kind === 'negative' || kind === 'retarget') return note('refused', opened.exchange);
    return note(kind === 'transport' ? 'cut' : 'no-connection', opened.exchange);
  }
  const client = smb1ClientOn(opened.result.value, context);
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const negotiating = await client.negotiate(options);
  const speaksSmb1 = negotiating.result.ok && negotiating.result.value.kind === 'nt-lm';
  const negotiated = recorder.exchange(negotiating.record);
  if (negotiating.result.ok) noteSmb1Identity(context, check, negotiating.result.value, negotiated);
  const echoing = speaksSmb1 ? await client.echo(options) : null;
  client.close();
  const { result } = echoing ?? negotiating;
  const exchange = echoing === null ? negotiated : recorder.exchange(echoing.record);
  if (result.ok) return note('answered', exchange);
  switch (result.error.kind) {
    case 'cancelled':
      return null;
    case 'deadline':
      return note('silent', exchange);
    case 'transport':
      return note('cut', exchange);
    default:
      return note('answered', exchange);
  }
}
