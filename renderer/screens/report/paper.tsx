import { FluentProvider, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useStore } from 'zustand';
import { causes } from '../../../app/knowledge/causes.ts';
import type { RunEnded } from '../../../app/contract.ts';
import { describeObservation, measuredOf, statusOf } from '../../../app/wording/observation.ts';
import { Confidence } from '../../parts/confidence.tsx';
import { StatusText } from '../../parts/status-text.tsx';
import { useServices, useWords } from '../../services.tsx';
import type { RunFacts } from '../../state/run.ts';
import { startOf } from '../../state/run.ts';
import { sd } from '../../theme/tokens.ts';
import { lightTheme } from '../../theme/theme.tsx';
import { useType } from '../../theme/type.ts';

const useStyles = makeStyles({
  desk: { padding: '16px', borderRadius: tokens.borderRadiusLarge, backgroundColor: sd.well },
  sheet: {
    maxWidth: '680px',
    margin: '0 auto',
    padding: '32px 36px',
    backgroundColor: '#ffffff',
    border: '1px solid #e0e0e0',
    boxShadow: '0 1px 3px rgba(0, 0, 0, 0.16)',
    overflowX: 'auto',
  },
  head: { display: 'flex', justifyContent: 'space-between', gap: '16px', flexWrap: 'wrap', marginBottom: '14px' },
  facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center', margin: '4px 0 10px' },
  block: { marginTop: '16px' },
  table: { width: '100%', borderCollapse: 'collapse', marginTop: '4px' },
  cell: { padding: '5px 8px 5px 0', borderTop: '1px solid #e0e0e0', textAlign: 'start', verticalAlign: 'top' },
  heading: { borderTop: 'none', fontSize: '12px', color: tokens.colorNeutralForeground2 },
  number: { textAlign: 'end', whiteSpace: 'nowrap' },
  mono: { lineHeight: '20px', whiteSpace: 'nowrap' },
});

/** The report's first page as its reader sees it: always light, like paper. */
export function Paper() {
  const styles = useStyles();
  const { run } = useServices();
  const state = useStore(run);
  return (
    <div className={styles.desk}>
      <FluentProvider theme={lightTheme} className="sd-paper">
        <article className={styles.sheet}>
          <PaperHead run={state} />
          {state.ended !== null && <PaperVerdict ended={state.ended} />}
          {state.ended !== null && state.ended.latency.length > 0 && <PaperLatency latency={state.ended.latency} />}
          <PaperEvidence run={state} />
        </article>
      </FluentProvider>
    </div>
  );
}

function PaperHead({ run }: { readonly run: RunFacts }) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const target = run.wish?.target;
  const place =
    run.wish?.practice !== undefined
      ? say('window.practice.name')
      : target === undefined
        ? ''
        : `${target.host}:${target.port}${target.share === undefined ? '' : `, ${target.share}`}`;
  return (
    <div className={styles.head}>
      <span className={type.caption}>{say('window.report.paper', { place })}</span>
      <span className={type.caption}>
        {new Date(startOf(run)).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
      </span>
    </div>
  );
}

function PaperVerdict({ ended }: { readonly ended: RunEnded }) {
  const styles = useStyles();
  const type = useType();
  const { say, translate } = useWords();
  const [finding] = ended.findings;
  if (finding === undefined) return null;
  return (
    <>
      <h2 className={type.cardTitle}>{translate({ id: causes[finding.cause].headline })}</h2>
      <div className={styles.facts}>
        <Confidence level={finding.confidence} />
        <span className={mergeClasses(type.mono, type.id)}>{finding.cause}</span>
      </div>
      <p>{translate(finding.summary)}</p>
      <h3 className={mergeClasses(type.strong, styles.block)}>{say('window.report.what-to-do')}</h3>
      <p>{translate(finding.next)}</p>
    </>
  );
}

const columns = ['p50', 'p90', 'p99', 'max'] as const;

function PaperLatency({ latency }: Pick<RunEnded, 'latency'>) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const head = mergeClasses(styles.cell, styles.heading, styles.number);
  return (
    <table className={mergeClasses(styles.table, styles.block)}>
      <thead>
        <tr>
          <th scope="col" className={mergeClasses(styles.cell, styles.heading)}>
            {say('window.report.measured')}
          </th>
          {(['count', ...columns, 'lost'] as const).map((name) => (
            <th key={name} scope="col" className={head}>
              {say(`window.report.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {latency.map((row) => (
          <tr key={row.series}>
            <td className={mergeClasses(styles.cell, type.mono, styles.mono)}>{row.series}</td>
            <td className={mergeClasses(styles.cell, styles.number)}>{row.count}</td>
            {columns.map((name) => {
              const ms = row[name];
              return (
                <td key={name} className={mergeClasses(styles.cell, styles.number)}>
                  {ms === null ? '' : say('measured.ms', { ms })}
                </td>
              );
            })}
            <td className={mergeClasses(styles.cell, styles.number)}>{row.lost}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PaperEvidence({ run }: { readonly run: RunFacts }) {
  const styles = useStyles();
  const type = useType();
  const { say, translate } = useWords();
  const [finding] = run.ended?.findings ?? [];
  const ids = [...(finding?.evidence ?? []), ...(finding?.against ?? [])];
  const seen = run.observations.filter(({ id }) => ids.includes(id));
  if (seen.length === 0) return null;
  return (
    <>
      <h3 className={mergeClasses(type.strong, styles.block)}>{say('window.findings.evidence')}</h3>
      <table className={styles.table}>
        <tbody>
          {seen.map((one) => {
            const measured = measuredOf(one);
            return (
              <tr key={one.id}>
                <td className={mergeClasses(styles.cell, type.mono, styles.mono)}>{one.id}</td>
                <td className={styles.cell}>{translate(describeObservation(one))}</td>
                <td className={mergeClasses(styles.cell, styles.number)}>
                  {measured === null ? '' : translate(measured)}
                </td>
                <td className={styles.cell}>
                  <StatusText status={statusOf(one)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
