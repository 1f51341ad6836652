import type { CheckId } from '../../app/model/check.ts';
import type { Exchange, SeriesId, WireBytes } from '../../app/model/exchange.ts';
import type { Message } from '../../app/model/message.ts';
import type { Observation, ObservationKind, ObservationOf } from '../../app/model/observation.ts';
import type { CheckResult, RunEvent, Sample } from '../../app/model/run.ts';
import type { Clock } from '../clock.ts';
import type { ExchangeRecord } from '../net/exchange.ts';

const BYTES_KEPT = 512;

type Given = 'id' | 'check' | 'at' | 'kind';

/** Takes down what a run sees, gives ids, and tells it on as events. */
export interface Recorder {
  readonly observations: readonly Observation[];
  readonly exchanges: readonly Exchange[];
  readonly samples: ReadonlyMap<SeriesId, readonly Sample[]>;
  readonly checks: readonly CheckResult[];
  /** Adds an observation; gives it back with its id. */
  readonly observe: <Kind extends ObservationKind>(
    check: CheckId,
    kind: Kind,
    fields: Omit<ObservationOf<Kind>, Given>,
  ) => ObservationOf<Kind>;
  /** Adds an exchange and its sample; gives back the exchange's id. */
  readonly exchange: (record: ExchangeRecord) => string;
  /** Adds only the sample of an exchange: for the many alike of a series. */
  readonly sample: (record: ExchangeRecord) => void;
  /** Milliseconds since the last answered exchange of a connection; null when there was none. */
  readonly sinceSuccess: (connection: string) => number | null;
  readonly started: (check: CheckId) => void;
  readonly progress: (check: CheckId, message: Message) => void;
  readonly finished: (result: CheckResult) => void;
  /** When this recorder began to count time, on the monotonic clock. */
  readonly startedAtMs: number;
  readonly elapsedMs: () => number;
}

/** A recorder that starts counting time now. */
export function createRecorder(clock: Clock, emit: (event: RunEvent) => void): Recorder {
  const startMs = clock.monotonicMs();
  const observations: Observation[] = [];
  const exchanges: Exchange[] = [];
  const samples = new Map<SeriesId, Sample[]>();
  const results: CheckResult[] = [];
  const lastSuccessMs = new Map<string, number>();
  const elapsedMs = (): number => clock.monotonicMs() - startMs;

  const addSample = (record: ExchangeRecord): void => {
    // Lost means over the deadline: a cut or cancelled exchange says nothing of how long an answer takes.
    if (record.ms === null && record.outcome !== 'no-answer') return;
    const sample: Sample = [Math.max(0, record.sentAtMs - startMs), record.ms];
    const series = samples.get(record.series);
    if (series === undefined) samples.set(record.series, [sample]);
    else series.push(sample);
    if (record.outcome === 'answered' && record.ms !== null)
      lastSuccessMs.set(record.connection, record.sentAtMs + record.ms);
    emit({ type: 'samples', series: record.series, samples: [sample] });
  };

  return {
    observations,
    exchanges,
    samples,
    checks: results,
    startedAtMs: startMs,
    elapsedMs,
    observe: (check, kind, fields) => {
      const observation = {
        id: `o-${String(observations.length + 1)}`,
        check,
        at: clock.now().toISOString(),
        kind,
        ...fields,
      } as unknown as ObservationOf<typeof kind>;
      observations.push(observation);
      emit({ type: 'observation', observation });
      return observation;
    },
    exchange: (record) => {
      const exchange: Exchange = {
        id: `x-${String(exchanges.length + 1)}`,
        connection: record.connection,
        series: record.series,
        atMs: Math.max(0, record.sentAtMs - startMs),
        ms: record.ms,
        status: record.status,
        outcome: record.outcome,
        ...(record.mid === undefined ? {} : { mid: record.mid }),
        ...(record.request.length === 0 ? {} : { request: wireBytes(record.request) }),
        ...(record.reply === undefined ? {} : { reply: wireBytes(record.reply) }),
      };
      exchanges.push(exchange);
      addSample(record);
      emit({ type: 'exchange', exchange });
      return exchange.id;
    },
    sample: addSample,
    sinceSuccess: (connection) => {
      const last = lastSuccessMs.get(connection);
      return last === undefined ? null : Math.max(0, clock.monotonicMs() - last);
    },
    started: (check) => {
      emit({ type: 'check-started', check, atMs: elapsedMs() });
    },
    progress: (check, message) => {
      emit({ type: 'check-progress', check, atMs: elapsedMs(), message });
    },
    finished: (result) => {
      results.push(result);
      emit({ type: 'check-finished', result });
    },
  };
}

function wireBytes(bytes: Uint8Array): WireBytes {
  return { hex: Buffer.from(bytes.subarray(0, BYTES_KEPT)).toString('hex'), total: bytes.length };
}
