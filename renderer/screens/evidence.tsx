import { Input, makeStyles, mergeClasses } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { describeObservation, measuredOf, statusOf } from '../../app/wording/observation.ts';
import { seriesName } from '../../app/wording/terms.ts';
import { Notices } from '../frame/notices.tsx';
import { PageTitle, Screen } from '../frame/screen.tsx';
import { Card } from '../parts/card.tsx';
import { EvidenceSide } from '../parts/evidence-side.tsx';
import { RowList } from '../parts/row-list.tsx';
import { clockTime, timeOfDay } from '../parts/run-words.ts';
import { Segments } from '../parts/segments.tsx';
import { StatusText } from '../parts/status-text.tsx';
import type { SmbStatus } from '../../app/model/status.ts';
import type { Words } from '../services.tsx';
import { useServices, useWords } from '../services.tsx';
import type { Selection } from '../state/evidence.ts';
import type { RunFacts } from '../state/run.ts';
import { wordsCell } from '../theme/table.ts';
import { useType } from '../theme/type.ts';

/** More rows than a person reads; the filter finds the others. */
const mostRows = 500;

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  search: { flex: '1 1 220px', maxWidth: '420px' },
  card: { overflowX: 'auto', flexShrink: 0 },
  mono: { lineHeight: '20px' },
  status: { minWidth: '168px' },
  words: wordsCell,
});

interface EvidenceRow extends Selection {
  readonly at: string;
  readonly what: string;
  readonly measured: string;
  readonly status: SmbStatus | null;
  readonly check: string;
}

/** Everything that was seen and every exchange, in one list with the same pane beside it. */
export function EvidenceScreen() {
  const styles = useStyles();
  const type = useType();
  const { run, evidence } = useServices();
  const words = useWords();
  const { say } = words;
  const state = useStore(run);
  const { selected, filter, kinds, setFilter, setKinds, select, preselect } = useStore(evidence);
  const all = evidenceRows(state, words);
  const matching = all.filter((row) => (kinds === 'all' || row.kind === kinds) && contains(row, filter));
  const rows = matching.slice(0, mostRows);
  const [first] = rows;
  useEffect(() => {
    if (selected === null && first !== undefined) preselect({ kind: first.kind, id: first.id });
  }, [selected, first, preselect]);
  return (
    <Screen aside={<EvidenceSide />}>
      <Notices />
      <PageTitle lead={say('window.evidence.lead', { shown: rows.length, total: all.length })}>
        {say('window.rail.evidence')}
      </PageTitle>
      <div className={styles.tools}>
        <Input
          className={styles.search}
          type="search"
          aria-label={say('window.evidence.filter')}
          placeholder={say('window.evidence.filter')}
          contentBefore={<Search20Regular aria-hidden />}
          value={filter}
          onChange={(_event, { value }) => {
            setFilter(value);
          }}
        />
        <Segments
          name={say('window.evidence.kinds')}
          value={kinds}
          onChange={setKinds}
          options={[
            { value: 'all', label: say('window.evidence.all') },
            { value: 'observation', label: say('window.evidence.observations') },
            { value: 'exchange', label: say('window.evidence.exchanges') },
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <p className={type.secondary}>{say(all.length === 0 ? 'window.evidence.empty' : 'window.evidence.no-match')}</p>
      ) : (
        <Card className={styles.card}>
          <RowList
            name={say('window.rail.evidence')}
            rows={rows}
            rowKey={(row) => `${row.kind} ${row.id}`}
            selectedKey={selected === null ? null : `${selected.kind} ${selected.id}`}
            onSelect={({ kind, id }) => {
              select({ kind, id });
            }}
            onMove={({ kind, id }) => {
              preselect({ kind, id });
            }}
            columns={[
              {
                name: say('window.evidence.at'),
                cell: ({ at }) => at,
                className: mergeClasses(type.mono, styles.mono, type.id),
              },
              { name: say('window.evidence.what'), cell: ({ what }) => what, className: styles.words },
              { name: say('window.evidence.measured'), cell: ({ measured }) => measured, kind: 'number' },
              {
                name: say('window.pane.status'),
                cell: ({ status }) => <StatusText status={status} />,
                className: styles.status,
              },
              {
                name: say('window.checks.id'),
                cell: ({ id }) => id,
                className: mergeClasses(type.mono, styles.mono, type.id),
              },
            ]}
          />
        </Card>
      )}
    </Screen>
  );
}

/** Observations and exchanges of a run, in order of time, in words. */
function evidenceRows(run: RunFacts, { say, translate }: Words): readonly EvidenceRow[] {
  const observations = run.observations.map((seen) => {
    const measured = measuredOf(seen);
    return {
      kind: 'observation' as const,
      id: seen.id,
      at: timeOfDay(Date.parse(seen.at)),
      what: translate(describeObservation(seen)),
      measured: measured === null ? '' : translate(measured),
      status: statusOf(seen),
      check: seen.check,
    };
  });
  const exchanges = run.exchanges.map((exchange) => ({
    kind: 'exchange' as const,
    id: exchange.id,
    at: clockTime(run, exchange.atMs),
    what: say('window.pane.exchange', {
      command: seriesName(exchange.series),
      outcome: say(`window.outcome.${exchange.outcome}`),
    }),
    measured: exchange.ms === null ? '' : say('measured.ms', { ms: exchange.ms }),
    status: exchange.status,
    check: exchange.series,
  }));
  return [...observations, ...exchanges].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** Whether every word of the filter stands somewhere in the row. */
function contains(row: EvidenceRow, filter: string): boolean {
  const text = [row.at, row.what, row.measured, row.id, row.check, row.status?.raw ?? '', row.status?.name ?? '']
    .join(' ')
    .toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
