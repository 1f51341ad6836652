import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import { useState } from 'react';
import { useWords } from '../services.tsx';
import { useType } from '../theme/type.ts';
import { Card } from './card.tsx';
import { CopyButton } from './copy-button.tsx';
import { Segments } from './segments.tsx';

const useStyles = makeStyles({
  card: { padding: '14px 16px 12px', display: 'flex', flexDirection: 'column', gap: '10px', minWidth: 0 },
  head: { display: 'flex', gap: '12px', alignItems: 'flex-start', flexWrap: 'wrap' },
  words: { flex: '1 1 150px', minWidth: 0 },
  tools: { display: 'flex', gap: '8px', alignItems: 'center' },
  table: { overflow: 'auto', maxHeight: '320px' },
});

/** A chart's numbers as a table: header cells, then rows of the same length, all in words. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface ChartCardProps {
  /** The finding, as a sentence. */
  readonly title: string;
  /** Axes, scale, how much is shown. */
  readonly subtitle: string;
  readonly chart: ReactNode;
  readonly table: ChartTable;
  readonly legend?: ReactNode;
}

/** A chart and the same numbers as a table; T switches from anywhere inside. */
export function ChartCard({ title, subtitle, chart, table, legend }: ChartCardProps) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const card = event.currentTarget;
    setView(view === 'chart' ? 'table' : 'chart');
    // What had the focus may be gone with the other view; it passes to this one, once it is drawn.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) card.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    });
  };
  return (
    <Card role="group" aria-label={title} className={styles.card} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 className={type.strong}>{title}</h2>
          <p className={type.caption}>{subtitle}</p>
        </div>
        {view === 'chart' && legend}
        <div className={styles.tools}>
          {view === 'table' && <CopyButton text={asTsv(table)} label={say('window.chart.copy-table')} />}
          <Segments
            small
            name={say('window.chart.view')}
            value={view}
            onChange={setView}
            options={[
              { value: 'chart', label: say('window.chart.chart') },
              { value: 'table', label: say('window.chart.table') },
            ]}
          />
        </div>
      </div>
      {view === 'chart' ? chart : <NumbersTable {...table} caption={title} />}
    </Card>
  );
}

/** Tab-separated values, as spreadsheets take them. */
export function asTsv({ head, rows }: ChartTable): string {
  return [head, ...rows].map((row) => row.join('\t')).join('\n');
}

const useTableStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', fontSize: '12px', lineHeight: '16px' },
  cell: { textAlign: 'end', padding: '5px 12px 5px 0', borderTop: '1px solid var(--sdGrid)', whiteSpace: 'nowrap' },
  first: { textAlign: 'start' },
});

function NumbersTable({ head, rows, caption }: ChartTable & { readonly caption: string }) {
  const styles = useTableStyles();
  const type = useType();
  const outer = useStyles();
  const cell = (index: number): string => mergeClasses(styles.cell, index === 0 && styles.first);
  return (
    <div className={outer.table} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <caption className={type.hidden}>{caption}</caption>
        <thead>
          <tr>
            {head.map((name, index) => (
              <th key={name} scope="col" className={cell(index)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((text, index) => (
                <td key={head[index]} className={cell(index)}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
