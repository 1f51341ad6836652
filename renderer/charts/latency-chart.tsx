import { createFocusOutlineStyle, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  Scatter,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartSamples } from '../../app/contract.ts';
import { message } from '../../app/wording/message.ts';
import { seriesName } from '../../app/wording/terms.ts';
import { clockTime } from '../parts/run-words.ts';
import { useWidth } from '../parts/use-size.ts';
import { useWords } from '../services.tsx';
import type { RunFacts } from '../state/run.ts';
import { forcedColors, sd } from '../theme/tokens.ts';
import { useType } from '../theme/type.ts';
import type { LogRange } from './log-scale.ts';
import { timeTicks } from './cut-axis.ts';
import { echoLines } from './echo-lines.ts';
import { decades, logRange } from './log-scale.ts';
import { PercentileGutter } from './percentile-gutter.tsx';
import { Cross, Diamond } from './marks.tsx';
import type { Point } from './points.ts';
import { linePoints, lonePoints, pointsOf, waitsOf } from './points.ts';
import { cursorKey, nearest } from './sample-cursor.ts';

const margin = { top: 10, right: 24, bottom: 0, left: 0 };
const axisWidth = 60;
const axisHeight = 24;
const gutterWidth = 116;
/** From this length on the time axis is labelled in seconds throughout, ms. */
const oneUnitFrom = 5000;

const useStyles = makeStyles({
  frame: { display: 'flex', minWidth: 0, borderRadius: tokens.borderRadiusMedium, ...createFocusOutlineStyle() },
  plot: {
    flexGrow: 1,
    minWidth: 0,
    // Between a resize and the next drawing the chart is still as wide as before.
    overflow: 'hidden',
    '& text': { fontSize: '11px', fill: tokens.colorNeutralForeground2, [forcedColors]: { fill: 'CanvasText' } },
  },
  readout: { minHeight: '16px', textAlign: 'end' },
});

interface LatencyChartProps {
  /** One line each, the leading one first. */
  readonly echoes: readonly ChartSamples[];
  /** Single requests beside the echoes. */
  readonly others: readonly ChartSamples[];
  readonly run: RunFacts;
  readonly height: number;
  /** Small: no percentiles at the side. */
  readonly compact?: boolean;
}

/**
 * Response times over the time of sending, on a log scale. Each kind of echo is a line, single requests hollow diamonds, requests
 * without an answer crosses along the top. One tab stop: arrows walk the samples, Ctrl+arrows the slow ones.
 */
export function LatencyChart({ echoes, others, run, height, compact = false }: LatencyChartProps) {
  const styles = useStyles();
  const type = useType();
  const { say, translate } = useWords();
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element, 640);
  const [cursor, setCursor] = useState<number | null>(null);
  const singles = pointsOf(others);
  const lines = echoes.map(linePoints);
  const points = [...pointsOf(echoes), ...singles].sort((one, other) => one.atMs - other.atMs);
  const range = useGrowingRange(points, run);
  const waits = waitsOf(points, run);
  const end = Math.max(1, points.at(-1)?.atMs ?? 1, ...waits.map(({ to }) => to));
  const plotWidth = Math.max(1, width - axisWidth - margin.left - margin.right);
  const under = cursor === null ? undefined : points[cursor];
  const timeAt = (pageX: number): number => {
    const left = element.current?.getBoundingClientRect().left ?? 0;
    return ((pageX - left - margin.left - axisWidth) / plotWidth) * end;
  };
  return (
    <div>
      <div
        className={styles.frame}
        role="application"
        aria-roledescription={say('window.chart.role')}
        aria-label={say('window.chart.keys', { samples: points.length })}
        tabIndex={0}
        onKeyDown={(event) => {
          const next = cursorKey(event, cursor, points);
          if (next === null) return;
          event.preventDefault();
          setCursor(next);
        }}
        onMouseMove={(event) => {
          setCursor(nearest(points, timeAt(event.clientX)));
        }}
        onMouseLeave={() => {
          setCursor(null);
        }}
        onBlur={() => {
          setCursor(null);
        }}
      >
        <div className={styles.plot} ref={element} aria-hidden>
          <ComposedChart
            width={width}
            height={height}
            margin={margin}
            accessibilityLayer={false}
            style={{ pointerEvents: 'none' }}
          >
            <CartesianGrid stroke={sd.grid} vertical={false} />
            <XAxis
              dataKey="atMs"
              type="number"
              domain={[0, end]}
              height={axisHeight}
              stroke={sd.axis}
              tickLine={false}
              ticks={[...timeTicks(end, compact ? 3 : 6)]}
              interval={0}
              tickFormatter={(atMs: number) =>
                end < oneUnitFrom
                  ? say('measured.ms', { ms: atMs })
                  : say('window.chart.seconds', { seconds: atMs / 1000 })
              }
            />
            <YAxis
              type="number"
              scale="log"
              domain={[range.low, range.high]}
              ticks={[...decades(range)]}
              width={axisWidth}
              axisLine={false}
              tickLine={false}
              interval={0}
              tickFormatter={(ms: number) => say('measured.ms', { ms })}
            />
            {waits.map(({ series, from, to }) => (
              <ReferenceArea
                key={from}
                x1={from}
                x2={to}
                fill={sd.data2Soft}
                fillOpacity={1}
                stroke={sd.data2}
                strokeOpacity={0.35}
                strokeDasharray="1 3"
                label={
                  compact
                    ? ''
                    : translate(message('window.chart.waited', { request: seriesName(series), ms: to - from }))
                }
              />
            ))}
            {echoes.map((echo, index) => {
              const line = echoLines.find(({ series }) => series === echo.series);
              return (
                <Line
                  key={echo.series}
                  data={(lines[index] ?? []).map(({ atMs, ms }) => ({ atMs, ms: within(range, ms) }))}
                  dataKey="ms"
                  stroke={line?.stroke ?? sd.data1}
                  strokeWidth={1.5}
                  {...(line?.dash === undefined ? {} : { strokeDasharray: line.dash })}
                  dot={false}
                  activeDot={false}
                  connectNulls={false}
                  isAnimationActive={false}
                />
              );
            })}
            <Scatter
              data={[...singles, ...lines.flatMap(lonePoints)]
                .filter(({ ms }) => ms !== null)
                .map(({ atMs, ms }) => ({ atMs, ms: within(range, ms) }))}
              dataKey="ms"
              shape={Diamond}
              isAnimationActive={false}
            />
            <Scatter
              data={points.filter(({ ms }) => ms === null).map(({ atMs }) => ({ atMs, ms: nearTop(range) }))}
              dataKey="ms"
              shape={Cross}
              isAnimationActive={false}
            />
            {under !== undefined && (
              <ReferenceLine x={under.atMs} stroke={tokens.colorNeutralForeground2} strokeDasharray="2 2" />
            )}
            {typeof under?.ms === 'number' && (
              <ReferenceDot x={under.atMs} y={under.ms} r={4} fill={sd.card} stroke={sd.data3} strokeWidth={1.75} />
            )}
          </ComposedChart>
        </div>
        {!compact && (
          <PercentileGutter
            echo={echoes[0] ?? null}
            range={range}
            width={gutterWidth}
            height={height}
            top={margin.top}
            plotHeight={height - margin.top - margin.bottom - axisHeight}
          />
        )}
      </div>
      <div className={`${type.caption} ${styles.readout}`} aria-live="polite">
        {under !== undefined &&
          (under.ms === null
            ? say('window.chart.readout-lost', { request: seriesName(under.series), time: clockTime(run, under.atMs) })
            : say('window.chart.readout', {
                request: seriesName(under.series),
                time: clockTime(run, under.atMs),
                ms: under.ms,
              }))}
      </div>
    </div>
  );
}

/**
 * What is drawn for a time: it is never outside the axis, so nothing needs to be clipped, which would halve a mark that
 * lies on the edge.
 */
function within({ low, high }: LogRange, ms: number | null): number | null {
  return ms === null ? null : Math.min(high, Math.max(low, ms));
}

/** Just under the top of the plot, where a request without an answer is marked. */
function nearTop({ low, high }: LogRange): number {
  return high / (high / low) ** 0.05;
}

/** While a run goes on the axis only grows, so that a line does not jump about. */
function useGrowingRange(points: readonly Point[], run: RunFacts): LogRange {
  const values = points.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  const [held, setHeld] = useState<{ readonly run: number; readonly range: LogRange } | null>(null);
  const before = held?.run === run.number && run.phase === 'running' ? held.range : undefined;
  const range = logRange(values, before);
  if (held?.run !== run.number || held.range.low !== range.low || held.range.high !== range.high) {
    setHeld({ run: run.number, range });
  }
  return range;
}
