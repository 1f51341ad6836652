import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useStore } from 'zustand';
import type { Message } from '../../../app/model/message.ts';
import { checks } from '../../../app/knowledge/checks.ts';
import type { CheckId, CheckOutcome } from '../../../app/model/check.ts';
import type { Observation, ObservationKind } from '../../../app/model/observation.ts';
import { describeObservation } from '../../../app/wording/observation.ts';
import { Card } from '../../parts/card.tsx';
import { elapsedWords } from '../../parts/run-words.ts';
import type { GlyphState } from '../../parts/state-glyph.tsx';
import { StateGlyph } from '../../parts/state-glyph.tsx';
import { useServices, useWords } from '../../services.tsx';
import type { RunFacts } from '../../state/run.ts';
import { useElapsed } from '../../state/use-elapsed.ts';
import { markedRow, signCell, table, tableCell, tableHead } from '../../theme/table.ts';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  card: { overflowX: 'auto' },
  table,
  head: tableHead,
  cell: tableCell,
  sign: signCell,
  took: { textAlign: 'end', whiteSpace: 'nowrap' },
  label: { whiteSpace: 'nowrap', '@media (max-width: 700px)': { whiteSpace: 'normal' } },
  running: markedRow,
});

/** How one check stands, in words. */
export interface CheckRow {
  readonly id: CheckId;
  readonly state: GlyphState;
  /** The result, or what it does now; null before it starts. */
  readonly result: Message | null;
  readonly tookMs: number | null;
}

/** One row for each planned check. */
export function checkRows(run: RunFacts, elapsedMs: number): readonly CheckRow[] {
  return (run.plan?.checks ?? []).map(({ id }) => {
    const result = run.finished.find((finished) => finished.id === id);
    const own = run.observations.filter(({ check }) => check === id);
    const seen = own.findLast(({ kind }) => kind !== 'windows-not-read') ?? own.at(-1);
    const startedMs = run.started[id];
    if (result !== undefined) {
      const words = result.outcome === 'done' && seen !== undefined ? describeObservation(seen) : (result.why ?? null);
      const ran = result.outcome !== 'skipped';
      return { id, state: glyphOf(result.outcome, own), result: words, tookMs: ran ? result.durationMs : null };
    }
    if (startedMs !== undefined && run.phase === 'running') {
      const tookMs = Math.max(0, elapsedMs - startedMs);
      return { id, state: 'running', result: run.progress[id] ?? null, tookMs };
    }
    return { id, state: run.phase === 'running' ? 'waiting' : 'not-reached', result: null, tookMs: null };
  });
}

const unconnected: readonly ObservationKind[] = ['tcp-refused', 'tcp-no-answer', 'tcp-failed'];

/** What was seen at the end of a check that is the fault itself, and what is only a No. */
const faults: readonly ObservationKind[] = [
  'name-not-resolved',
  ...unconnected,
  'netbios-session-refused',
  'not-smb',
  'negotiate-no-answer',
  'tree-refused',
  'session-deleted',
  'exchange-no-answer',
  'connection-cut',
  'protocol-violation',
];
const refusals: readonly ObservationKind[] = [
  'smb1-negotiate-refused',
  'smb2-negotiate-refused',
  'negotiate-cut',
  'signing-demanded',
  'authentication-unsupported',
];

function glyphOf(outcome: CheckOutcome, seen: readonly Observation[]): GlyphState {
  if (outcome === 'failed') return 'unknown';
  if (outcome !== 'done') return 'not-possible';
  // One address or port that does not answer is no fault where another one did.
  const isConnected = seen.some(({ kind }) => kind === 'tcp-connected');
  const isFault = ({ kind }: Observation): boolean =>
    faults.includes(kind) && !(isConnected && unconnected.includes(kind));
  if (seen.some(isFault)) return 'broken';
  if (seen.length > 0 && seen.every(({ kind }) => kind === 'windows-not-read')) return 'not-possible';
  const refused = seen.find(({ kind }) => kind === 'sign-in-refused');
  if (refused?.kind === 'sign-in-refused') return refused.account === 'user' ? 'broken' : 'not-possible';
  return seen.some(({ kind }) => refusals.includes(kind)) ? 'not-possible' : 'passed';
}

/** Every check with its state, result, id and time. */
export function CheckTable() {
  const styles = useStyles();
  const type = useType();
  const { run } = useServices();
  const { say, translate } = useWords();
  const state = useStore(run);
  const rows = checkRows(state, useElapsed());
  return (
    <Card className={styles.card}>
      <table className={styles.table} aria-label={say('window.checks.table')}>
        <thead>
          <tr>
            <th
              scope="col"
              className={mergeClasses(styles.head, styles.sign)}
              aria-label={say('window.checks.state')}
            />
            <th scope="col" className={styles.head}>
              {say('window.checks.check')}
            </th>
            <th scope="col" className={styles.head}>
              {say('window.checks.result')}
            </th>
            <th scope="col" className={styles.head}>
              {say('window.checks.id')}
            </th>
            <th scope="col" className={mergeClasses(styles.head, styles.took)}>
              {say('window.checks.took')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={mergeClasses(row.state === 'running' && styles.running)}>
              <td className={mergeClasses(styles.cell, styles.sign)}>
                <StateGlyph state={row.state} />
                <span className={type.hidden}>{say(`window.check-state.${row.state}`)}</span>
              </td>
              <td className={mergeClasses(styles.cell, styles.label, row.state === 'running' && type.strong)}>
                {translate({ id: checks[row.id].label })}
              </td>
              <td className={mergeClasses(styles.cell, type.secondary)}>
                {row.result === null ? say(`window.check-state.${row.state}`) : translate(row.result)}
              </td>
              <td className={mergeClasses(styles.cell, type.mono, type.id)} style={{ lineHeight: '20px' }}>
                {row.id}
              </td>
              <td className={mergeClasses(styles.cell, styles.took)}>
                {row.tookMs === null
                  ? ''
                  : row.state === 'running'
                    ? elapsedWords(row.tookMs)
                    : say('measured.ms', { ms: row.tookMs })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
