import { makeStyles } from '@fluentui/react-components';
import { useStore } from 'zustand';
import { echoLines, echoSeries } from '../charts/echo-lines.ts';
import { LatencyChart } from '../charts/latency-chart.tsx';
import { sampleTable } from '../charts/sample-table.ts';
import { useChartSamples } from '../charts/use-chart-samples.ts';
import { useLatencyTitle } from '../charts/use-latency-title.ts';
import { Waterfall } from '../charts/waterfall.tsx';
import type { WaterfallRow } from '../charts/waterfall-rows.ts';
import { drawnRows, longestLost, slowMs, waterfallRows } from '../charts/waterfall-rows.ts';
import { cutAxis } from '../charts/cut-axis.ts';
import type { ChartSamples } from '../../app/contract.ts';
import type { SeriesId } from '../../app/model/exchange.ts';
import { seriesName } from '../../app/wording/terms.ts';
import { Notices } from '../frame/notices.tsx';
import { PageTitle, Screen } from '../frame/screen.tsx';
import { ChartCard } from '../parts/chart-card.tsx';
import { clockTime } from '../parts/run-words.ts';
import { useServices, useWords } from '../services.tsx';
import type { RunFacts } from '../state/run.ts';
import { useElapsed } from '../state/use-elapsed.ts';
import { useType } from '../theme/type.ts';

const useStyles = makeStyles({
  legend: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', alignItems: 'center', fontSize: '12px' },
  entry: { display: 'inline-flex', gap: '6px', alignItems: 'center' },
});

/** Response times over time, and the exchanges of the run one by one. */
export function ChartsScreen() {
  const { run } = useServices();
  const type = useType();
  const { say } = useWords();
  const number = useStore(run, (state) => state.number);
  const hasExchanges = useStore(run, (state) => state.exchanges.length > 0);
  return (
    <Screen>
      <Notices />
      <PageTitle lead={say('window.charts.lead', { number })}>{say('window.charts.title')}</PageTitle>
      {hasExchanges ? (
        <>
          <ResponseTimes />
          <Exchanges />
        </>
      ) : (
        <p className={type.secondary}>{say('window.charts.empty')}</p>
      )}
    </Screen>
  );
}

function ResponseTimes() {
  const { run } = useServices();
  const words = useWords();
  const state = useStore(run);
  const echoes = useChartSamples(echoSeries, 1000);
  const others = useChartSamples(singles(state.sampleCounts), 200);
  const [echo = null] = echoes;
  const echoTitle = useLatencyTitle(echo);
  const all = [...echoes, ...others];
  const shown = all.reduce((sum, { samples }) => sum + samples.length, 0);
  const total = all.reduce((sum, samples) => sum + samples.total, 0);
  return (
    <ChartCard
      title={echo === null ? words.say('window.chart.no-echo') : echoTitle}
      subtitle={words.say('window.chart.subtitle', { shown, total })}
      legend={<Legend echoes={echoes} />}
      chart={<LatencyChart echoes={echoes} others={others} run={state} height={230} />}
      table={sampleTable(all, state, words)}
    />
  );
}

/** The series drawn as single requests beside the echoes. */
function singles(counts: RunFacts['sampleCounts']): readonly SeriesId[] {
  return (Object.keys(counts) as SeriesId[]).filter((id) => !echoSeries.includes(id));
}

function Legend({ echoes }: { readonly echoes: readonly ChartSamples[] }) {
  const styles = useStyles();
  const { say, translate } = useWords();
  const drawn = echoLines.filter(({ series }) => echoes.some((echo) => echo.series === series));
  return (
    <div className={styles.legend} aria-hidden>
      {drawn.map(({ series, stroke, dash }) => (
        <span key={series} className={styles.entry}>
          <svg width="20" height="10">
            <path d="M0 5h20" stroke={stroke} strokeWidth="2" strokeDasharray={dash} />
          </svg>
          {translate(seriesName(series))}
        </span>
      ))}
      <span className={styles.entry}>
        <svg width="10" height="10">
          <path d="M5 1l4 4-4 4-4-4z" fill="none" stroke="var(--sdData3)" strokeWidth="1.5" />
        </svg>
        {say('window.chart.single')}
      </span>
      <span className={styles.entry}>
        <svg width="10" height="10">
          <path d="M1 1l8 8m0-8l-8 8" stroke="var(--sdData2)" strokeWidth="1.75" />
        </svg>
        {say('window.pane.no-answer')}
      </span>
    </div>
  );
}

function Exchanges() {
  const { way, run, evidence } = useServices();
  const { say, translate } = useWords();
  const state = useStore(run);
  const echoes = useChartSamples(echoSeries, 1000);
  const elapsed = useElapsed();
  const rows = waterfallRows(state.exchanges, echoes, state.plan?.deadlineMs ?? 0, elapsed);
  const shown = drawnRows(rows);
  const [cut] = cutAxis(shown, 600).cuts;
  const title = useWaterfallTitle(rows);
  const amount = { shown: shown.length, total: rows.length };
  return (
    <ChartCard
      title={title}
      subtitle={
        cut === undefined
          ? say('window.waterfall.subtitle', amount)
          : say('window.waterfall.subtitle-cut', { ...amount, from: cut.from, to: cut.to })
      }
      chart={
        <Waterfall
          rows={shown}
          onOpen={({ exchange }) => {
            evidence.getState().select({ kind: 'exchange', id: exchange.id });
            way.getState().go('evidence');
          }}
        />
      }
      table={{
        head: [
          say('window.chart.request'),
          say('window.waterfall.times'),
          say('window.pane.sent'),
          say('window.chart.milliseconds'),
          say('window.pane.status'),
        ],
        rows: rows.map(({ series, times, ms, exchange }) => [
          translate(seriesName(series)),
          String(times),
          clockTime(state, exchange.atMs),
          ms === null ? say('window.pane.no-answer') : ms.toFixed(3),
          exchange.status.raw,
        ]),
      }}
    />
  );
}

/** The longest response of all rows, drawn or not, and how long all the others stay under. */
function useWaterfallTitle(rows: readonly WaterfallRow[]): string {
  const { say } = useWords();
  const lost = longestLost(rows);
  if (lost !== undefined) return say('window.waterfall.title-lost', { request: seriesName(lost.series) });
  const [slowest, second] = rows.toSorted((one, other) => (other.slowestMs ?? 0) - (one.slowestMs ?? 0));
  const slowestMs = slowest?.slowestMs ?? null;
  const secondMs = second?.slowestMs ?? null;
  if (slowest === undefined || slowestMs === null) return say('window.waterfall.title-none');
  if (secondMs !== null && slowestMs > slowMs && slowestMs > secondMs * 4) {
    return say('window.waterfall.title-one-slow', {
      request: seriesName(slowest.series),
      ms: slowestMs,
      others: secondMs,
    });
  }
  return say('window.waterfall.title-all', { ms: slowestMs, request: seriesName(slowest.series) });
}
