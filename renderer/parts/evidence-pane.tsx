import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useStore } from 'zustand';
import { checks } from '../../app/knowledge/checks.ts';
import type { Exchange } from '../../app/model/exchange.ts';
import type { Observation } from '../../app/model/observation.ts';
import type { SmbStatus } from '../../app/model/status.ts';
import { meaningOf, sourceOf } from '../../app/wording/meaning.ts';
import { describeObservation, measuredOf, statusOf } from '../../app/wording/observation.ts';
import { seriesName } from '../../app/wording/terms.ts';
import { useServices, useWords } from '../services.tsx';
import type { Selection } from '../state/evidence.ts';
import type { RunFacts } from '../state/run.ts';
import { sd } from '../theme/tokens.ts';
import { useType } from '../theme/type.ts';
import { breakable } from './breakable.ts';
import { CopyButton } from './copy-button.tsx';
import { HexView } from './hex-view.tsx';
import { clockTime, portOfExchange, timeOfDay } from './run-words.ts';
import { Segments } from './segments.tsx';
import { commandName, wiresharkFilter } from './wire-fields.ts';

const useStyles = makeStyles({
  head: { display: 'flex', gap: '12px', alignItems: 'baseline', justifyContent: 'space-between' },
  title: { minWidth: 0, overflowWrap: 'anywhere' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(72px, max-content) minmax(0, 1fr)',
    gap: '4px 12px',
    marginTop: '12px',
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { overflowWrap: 'anywhere' },
  rule: { height: '1px', margin: '14px 0', backgroundColor: tokens.colorNeutralStroke2 },
  block: { marginTop: '12px' },
  filter: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    marginTop: '4px',
    padding: '2px 2px 2px 8px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: sd.well,
  },
  direction: { display: 'flex', justifyContent: 'flex-end', marginBottom: '8px' },
  links: { display: 'flex', gap: '16px', marginTop: '12px', fontSize: '12px' },
});

/** What a selection stands for: the observation, the exchange that shows it, or either alone. */
export interface Subject {
  readonly observation: Observation | undefined;
  readonly exchange: Exchange | undefined;
}

/** Finds a selection in a run; both undefined when the run does not hold it. */
export function subjectOf(run: RunFacts, selected: Selection | null): Subject {
  if (selected === null) return { observation: undefined, exchange: undefined };
  if (selected.kind === 'observation') {
    const observation = run.observations.find(({ id }) => id === selected.id);
    return { observation, exchange: run.exchanges.find(({ id }) => id === observation?.exchange) };
  }
  const exchange = run.exchanges.find(({ id }) => id === selected.id);
  return { observation: run.observations.find((seen) => seen.exchange === selected.id), exchange };
}

/** One observation or exchange, always in this order: what, raw status, meaning, who says so, bytes, filter. */
export function EvidencePane({ selected }: { readonly selected: Selection | null }) {
  const styles = useStyles();
  const type = useType();
  const { way, run } = useServices();
  const { say, translate } = useWords();
  const facts = useStore(run);
  const screen = useStore(way, (state) => state.screen);
  const { observation, exchange } = subjectOf(facts, selected);
  if (observation === undefined && exchange === undefined) {
    return <p className={type.secondary}>{say('window.pane.nothing')}</p>;
  }
  const about = selected?.kind === 'observation' ? observation : undefined;
  const title =
    about !== undefined
      ? translate(describeObservation(about))
      : exchange !== undefined
        ? say('window.pane.exchange', {
            command: seriesName(exchange.series),
            outcome: say(`window.outcome.${exchange.outcome}`),
          })
        : '';
  return (
    <div>
      <div className={styles.head}>
        <h2 className={`${type.section} ${styles.title}`}>{title}</h2>
        <span className={`${type.mono} ${type.id}`}>{selected?.id}</span>
      </div>
      <Facts run={facts} observation={observation} exchange={exchange} />
      <div className={styles.rule} />
      <h3 className={type.strong}>{say('window.pane.meaning')}</h3>
      <p className={type.secondary}>
        {observation !== undefined
          ? translate(meaningOf(observation))
          : exchange !== undefined && say(`window.outcome-meaning.${exchange.outcome}`)}
      </p>
      <h3 className={`${type.strong} ${styles.block}`}>{say('window.pane.source')}</h3>
      <p className={type.secondary}>
        {observation === undefined ? say('source.measured') : translate(sourceOf(observation))}
      </p>
      {exchange !== undefined && (
        <OnTheWire key={exchange.id} exchange={exchange} port={portOfExchange(facts, exchange)} />
      )}
      {screen !== 'evidence' && (
        <div className={styles.links}>
          <Link
            as="button"
            onClick={() => {
              way.getState().go('evidence');
            }}
          >
            {say('window.pane.all')}
          </Link>
        </div>
      )}
    </div>
  );
}

function Facts({ run, observation, exchange }: Subject & { readonly run: RunFacts }) {
  const styles = useStyles();
  const type = useType();
  const { say, translate } = useWords();
  const status = exchange?.status ?? (observation === undefined ? null : statusOf(observation));
  const command = exchange === undefined ? null : commandName(exchange);
  const measured = observation === undefined || exchange !== undefined ? null : measuredOf(observation);
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    ...(exchange === undefined || command === null
      ? []
      : [[say('window.pane.command'), <CommandWords key="command" name={command} mid={exchange.mid} />] as const]),
    ...(exchange === undefined ? [] : [[say('window.pane.connection'), exchange.connection] as const]),
    ...(exchange === undefined
      ? []
      : ([
          [say('window.pane.sent'), clockTime(run, exchange.atMs)],
          [say('window.pane.answered'), answerWords(run, exchange, say('window.pane.no-answer'))],
          ...(exchange.ms === null
            ? []
            : [[say('window.pane.took'), say('measured.ms', { ms: exchange.ms })] as const]),
        ] as const)),
    ...(exchange !== undefined || observation === undefined
      ? []
      : ([
          [say('window.pane.check'), translate({ id: checks[observation.check].label })],
          [say('window.pane.at'), timeOfDay(Date.parse(observation.at))],
        ] as const)),
    ...(measured === null ? [] : [[say('window.pane.measured'), translate(measured)] as const]),
    ...(status === null ? [] : [[say('window.pane.status'), <StatusWords key="status" status={status} />] as const]),
  ];
  return (
    <dl className={styles.facts}>
      {rows.map(([term, value]) => (
        <div key={term} style={{ display: 'contents' }}>
          <dt className={styles.term}>{term}</dt>
          <dd className={`${type.caption2} ${styles.value}`} style={{ fontSize: '14px', lineHeight: '20px' }}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function answerWords(run: RunFacts, exchange: Exchange, none: string): string {
  return exchange.ms === null ? none : clockTime(run, exchange.atMs + exchange.ms);
}

function CommandWords({ name, mid }: { readonly name: string; readonly mid: number | undefined }) {
  const styles = useStyles();
  const { say } = useWords();
  return (
    <>
      {breakable(name)}{' '}
      {mid !== undefined && <span className={styles.term}>{say('window.pane.mid', { mid: String(mid) })}</span>}
    </>
  );
}

/** Raw number and name on their own lines; both wrap and neither is ever cut. */
function StatusWords({ status }: { readonly status: SmbStatus }) {
  const type = useType();
  const { say } = useWords();
  if (status.form === 'none') return <>{say('window.pane.no-status')}</>;
  return (
    <>
      <div className={`${type.mono} ${type.strong}`} style={{ lineHeight: '20px' }}>
        {status.raw}
      </div>
      {status.name !== status.raw && <div>{breakable(status.name)}</div>}
    </>
  );
}

function OnTheWire({ exchange, port }: { readonly exchange: Exchange; readonly port: number }) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const [side, setSide] = useState<'reply' | 'request'>(exchange.reply === undefined ? 'request' : 'reply');
  const wire = exchange[side];
  const filter = wiresharkFilter(exchange, port);
  return (
    <>
      <div className={styles.rule} />
      {exchange.reply !== undefined && exchange.request !== undefined && (
        <div className={styles.direction}>
          <Segments
            small
            name={say('window.bytes.side')}
            value={side}
            onChange={setSide}
            options={[
              { value: 'reply', label: say('window.bytes.reply') },
              { value: 'request', label: say('window.bytes.request') },
            ]}
          />
        </div>
      )}
      {wire === undefined ? (
        <p className={type.secondary}>{say('window.bytes.none')}</p>
      ) : (
        <HexView key={side} title={say(`window.bytes.${side}-bytes`)} wire={wire} />
      )}
      <div className={`${type.caption} ${styles.block}`}>{say('window.pane.wireshark')}</div>
      <div className={styles.filter}>
        <code className={type.mono}>{filter}</code>
        <CopyButton text={filter} label={say('window.pane.copy-filter')} />
      </div>
    </>
  );
}
