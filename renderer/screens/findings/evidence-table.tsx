import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddCircle16Regular } from '@fluentui/react-icons/svg/add-circle';
import { SubtractCircle16Regular } from '@fluentui/react-icons/svg/subtract-circle';
import { useStore } from 'zustand';
import type { Finding } from '../../../app/model/finding.ts';
import type { Observation } from '../../../app/model/observation.ts';
import { describeObservation, measuredOf, statusOf } from '../../../app/wording/observation.ts';
import { Card } from '../../parts/card.tsx';
import { RowList } from '../../parts/row-list.tsx';
import { StatusText } from '../../parts/status-text.tsx';
import { useServices, useWords } from '../../services.tsx';
import { signCell, tableCell, wordsCell } from '../../theme/table.ts';
import { narrowWindow } from '../../theme/tokens.ts';
import { useMedia } from '../../theme/use-media.ts';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: '12px', marginBottom: '6px' },
  card: { overflowX: 'auto' },
  measured: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  status: { width: '186px' },
  mono: { lineHeight: '20px' },
  nothing: { ...tableCell, color: tokens.colorNeutralForeground2 },
  sign: signCell,
  words: wordsCell,
  glyph: { display: 'block', marginTop: '2px', color: tokens.colorNeutralForeground2 },
});

interface Row {
  readonly seen: Observation;
  readonly speaks: 'for' | 'against';
}

/** The observations that speak for a finding, then those against it; selecting one fills the pane. */
export function EvidenceTable({ finding, inset = false }: { readonly finding: Finding; readonly inset?: boolean }) {
  const styles = useStyles();
  const type = useType();
  const { run } = useServices();
  const { say } = useWords();
  const narrow = useMedia(narrowWindow);
  const observations = useStore(run, (state) => state.observations);
  const rows: readonly Row[] = [
    ...rowsOf(finding.evidence, 'for', observations),
    ...rowsOf(finding.against, 'against', observations),
  ];
  const list = <Rows rows={rows} nothingAgainst={finding.against.length === 0} />;
  if (inset) return list;
  return (
    <section aria-label={say('window.findings.evidence')}>
      <div className={styles.head}>
        <h2 className={type.section}>{say('window.findings.evidence')}</h2>
        <span className={type.caption}>
          {say(narrow ? 'window.findings.evidence-hint-narrow' : 'window.findings.evidence-hint')}
        </span>
      </div>
      <Card className={styles.card}>{list}</Card>
    </section>
  );
}

function rowsOf(ids: readonly string[], speaks: Row['speaks'], observations: readonly Observation[]): readonly Row[] {
  return ids.flatMap((id) => {
    const seen = observations.find((observation) => observation.id === id);
    return seen === undefined ? [] : [{ seen, speaks }];
  });
}

function Rows({ rows, nothingAgainst }: { readonly rows: readonly Row[]; readonly nothingAgainst: boolean }) {
  const styles = useStyles();
  const type = useType();
  const { evidence } = useServices();
  const { say, translate } = useWords();
  const selected = useStore(evidence, (state) => state.selected);
  return (
    <RowList
      name={say('window.findings.evidence')}
      rows={rows}
      rowKey={({ seen }) => seen.id}
      selectedKey={selected?.kind === 'observation' ? selected.id : null}
      onSelect={({ seen }) => {
        evidence.getState().select({ kind: 'observation', id: seen.id });
      }}
      onMove={({ seen }) => {
        evidence.getState().preselect({ kind: 'observation', id: seen.id });
      }}
      columns={[
        { name: say('window.findings.speaks'), kind: 'sign', cell: ({ speaks }) => <SpeaksSign speaks={speaks} /> },
        {
          name: say('window.evidence.what'),
          cell: ({ seen }) => translate(describeObservation(seen)),
          className: styles.words,
        },
        {
          name: say('window.evidence.measured'),
          kind: 'number',
          className: styles.measured,
          cell: ({ seen }) => {
            const measured = measuredOf(seen);
            return measured === null ? '' : translate(measured);
          },
        },
        {
          name: say('window.pane.status'),
          className: rows.some(({ seen }) => statusOf(seen) !== null) ? styles.status : undefined,
          cell: ({ seen }) => <StatusText status={statusOf(seen)} />,
        },
        {
          name: say('window.checks.id'),
          className: mergeClasses(type.mono, type.id, styles.mono),
          cell: ({ seen }) => seen.id,
        },
      ]}
    >
      {nothingAgainst && (
        <tr>
          <td className={mergeClasses(styles.nothing, styles.sign)}>
            <SubtractCircle16Regular aria-hidden className={styles.glyph} />
          </td>
          <td colSpan={4} className={styles.nothing}>
            {say('window.findings.nothing-against')}
          </td>
        </tr>
      )}
    </RowList>
  );
}

function SpeaksSign({ speaks }: { readonly speaks: Row['speaks'] }) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const Sign = speaks === 'for' ? AddCircle16Regular : SubtractCircle16Regular;
  return (
    <>
      <Sign aria-hidden className={styles.glyph} />
      <span className={type.hidden}>{say(`window.findings.${speaks}`)}</span>
    </>
  );
}
