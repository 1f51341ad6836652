import type { CheckId } from '../../app/model/check.ts';
import type { ObservationOf } from '../../app/model/observation.ts';
import type { Result } from '../../app/model/result.ts';
import type { ExchangeFailure } from '../net/failure.ts';
import type { NotSmb1 } from '../smb1/client.ts';
import type { CheckContext } from './check.ts';
import { smb1ClientOn, smb2ClientOn } from './client.ts';
import { openConnection } from './connect.ts';
import { noteSmb1Identity, noteSmb2Identity } from './server-identity.ts';
import type { NamedConnection } from './workbench.ts';

type Outcome = ObservationOf<'second-connection'>['outcome'];

/**
 * Opens a further connection, negotiates and, in SMB1, asks for an echo, to tell a dead connection from a server or a path that
 * answers nobody. Notes what came of it and gives it; null when it was cancelled.
 */
export async function trySecondConnection(
  context: CheckContext,
  check: CheckId,
  protocol: 'smb1' | 'smb2' = 'smb1',
): Promise<Outcome | null> {
  const { recorder, bench, signal, clock } = context;
  if (bench.address === null || signal.aborted) return null;
  const startedAtMs = clock.monotonicMs();
  const opened = await openConnection(context, protocol);
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
  const ask = protocol === 'smb1' ? askOverSmb1 : askOverSmb2;
  const { result, exchange } = await ask(context, check, opened.result.value);
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

/** What came back on the second connection, and the exchange that shows it. */
interface Asked {
  readonly result: Result<unknown, ExchangeFailure | NotSmb1>;
  readonly exchange: string;
}

async function askOverSmb1(context: CheckContext, check: CheckId, opened: NamedConnection): Promise<Asked> {
  const { recorder, request, signal } = context;
  const client = smb1ClientOn(opened, context);
  const options = { deadlineMs: request.plan.deadlineMs, signal };
  const negotiating = await client.negotiate(options);
  const speaksSmb1 = negotiating.result.ok && negotiating.result.value.kind === 'nt-lm';
  const negotiated = recorder.exchange(negotiating.record);
  if (negotiating.result.ok) noteSmb1Identity(context, check, negotiating.result.value, negotiated);
  const echoing = speaksSmb1 ? await client.echo(options) : null;
  client.close();
  if (echoing === null) return { result: negotiating.result, exchange: negotiated };
  return { result: echoing.result, exchange: recorder.exchange(echoing.record) };
}

/** Without a session there is no echo in SMB2 that every server answers. */
async function askOverSmb2(context: CheckContext, check: CheckId, opened: NamedConnection): Promise<Asked> {
  const { recorder, request, signal } = context;
  const client = smb2ClientOn(opened, context);
  const { result, record } = await client.negotiate({ deadlineMs: request.plan.deadlineMs, signal });
  client.close();
  const exchange = recorder.exchange(record);
  if (result.ok) noteSmb2Identity(context, check, result.value, exchange);
  return { result, exchange };
}
