import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
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
import { markedRow, signCell, table, tableCell, tableHead, wordsCell } from '../../theme/table.ts';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  card: { overflowX: 'auto' },
  table,
  head: tableHead,
  cell: tableCell,
  sign: signCell,
  words: { ...wordsCell, width: '38%' },
  took: { textAlign: 'end', whiteSpace: 'nowrap' },
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
    const read = own.filter(({ kind }) => kind !== 'windows-not-read');
    const seen = mostTelling(id, read.length === 0 ? own : read);
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

/** What a check saw besides what it is about: its own answer, where the last word is another. */
const answers: Readonly<Partial<Record<CheckId, ObservationKind>>> = {
  'smb2-negotiate': 'smb2-negotiated',
  'smb2-session': 'signed-in',
  'smb1-echo': 'echo-series',
  'smb2-echo': 'echo-series',
};

/** The observation that stands for a check: the first fault or No, else its own answer, else the last. */
function mostTelling(id: CheckId, seen: readonly Observation[]): Observation | undefined {
  const bad = seen.find((one) => isFault(one, seen)) ?? seen.find(({ kind }) => refusals.includes(kind));
  return bad ?? seen.find(({ kind }) => kind === answers[id]) ?? seen.at(-1);
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

/** Whether one of the things seen by a check is the fault: one address or port is none where another one answered. */
function isFault({ kind }: Observation, seen: readonly Observation[]): boolean {
  const isConnected = seen.some((one) => one.kind === 'tcp-connected');
  return faults.includes(kind) && !(isConnected && unconnected.includes(kind));
}

function glyphOf(outcome: CheckOutcome, seen: readonly Observation[]): GlyphState {
  if (outcome === 'failed') return 'unknown';
  if (outcome !== 'done') return 'not-possible';
  if (seen.some((one) => isFault(one, seen))) return 'broken';
  if (seen.length > 0 && seen.every(({ kind }) => kind === 'windows-not-read')) return 'not-possible';
  const refused = seen.find(({ kind }) => kind === 'sign-in-refused');
  if (refused?.kind === 'sign-in-refused') return refused.account === 'user' ? 'broken' : 'not-possible';
  return seen.some(({ kind }) => refusals.includes(kind)) ? 'not-possible' : 'passed';
}

/** Every check with its state, result, id and time; the one that runs is kept in view while `follows` says so. */
export function CheckTable({ follows }: { readonly follows: () => boolean }) {
  const styles = useStyles();
  const type = useType();
  const { run } = useServices();
  const { say, translate } = useWords();
  const state = useStore(run);
  const rows = checkRows(state, useElapsed());
  const body = useRef<HTMLTableSectionElement>(null);
  const running = rows.findLast((row) => row.state === 'running')?.id;
  useEffect(() => {
    if (running === undefined || !follows()) return;
    body.current?.querySelector(`[data-check="${running}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [running, follows]);
  return (
    <Card className={styles.card}>
      <table className={styles.table} aria-label={say('window.checks.table')}>
        <thead>
          <tr>
            <th scope="col" className={mergeClasses(styles.head, styles.sign)}>
              <span className={type.hidden}>{say('window.checks.state')}</span>
            </th>
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
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={row.id} data-check={row.id} className={mergeClasses(row.state === 'running' && styles.running)}>
              <td className={mergeClasses(styles.cell, styles.sign)}>
                <StateGlyph state={row.state} />
                <span className={type.hidden}>{say(`window.check-state.${row.state}`)}</span>
              </td>
              <td className={mergeClasses(styles.cell, row.state === 'running' && type.strong)}>
                {translate({ id: checks[row.id].label })}
              </td>
              <td className={mergeClasses(styles.cell, styles.words, type.secondary)}>
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
