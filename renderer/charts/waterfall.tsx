import { createFocusOutlineStyle, makeStyles, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { seriesName } from '../../app/wording/terms.ts';
import { useWidth } from '../parts/use-size.ts';
import { useWords } from '../services.tsx';
import { forcedColors, sd } from '../theme/tokens.ts';
import type { CutAxis } from './cut-axis.ts';
import { axisPosition, axisTicks, cutAxis } from './cut-axis.ts';
import type { WaterfallRow } from './waterfall-rows.ts';
import { isSlow } from './waterfall-rows.ts';

const rowHeight = 18;
const barHeight = 9;
const labelWidth = 128;
/** Room right of the last bar for its value. */
const valueWidth = 84;
const axisHeight = 22;

const useStyles = makeStyles({
  frame: { borderRadius: tokens.borderRadiusMedium, minWidth: 0, ...createFocusOutlineStyle() },
  drawing: {
    display: 'block',
    '& text': { fontSize: '11px', fill: tokens.colorNeutralForeground2, [forcedColors]: { fill: 'CanvasText' } },
    '& text.value': { fill: tokens.colorNeutralForeground1, [forcedColors]: { fill: 'CanvasText' } },
  },
});

interface WaterfallProps {
  readonly rows: readonly WaterfallRow[];
  readonly onOpen: (row: WaterfallRow) => void;
}

/**
 * Exchanges as bars from the last byte sent to the first byte of the reply. Drawn as SVG by hand: Recharts has no axis
 * that can be cut, and one request that waits for 40 s would press all the others into a single pixel. One tab stop:
 * arrows walk the rows, Enter opens the evidence.
 */
export function Waterfall({ rows, onOpen }: WaterfallProps) {
  const styles = useStyles();
  const { say } = useWords();
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element, 520);
  const [cursor, setCursor] = useState<number | null>(null);
  const axis = cutAxis(rows, Math.max(80, width - labelWidth - valueWidth));
  const height = rows.length * rowHeight + axisHeight;
  const words = useRowWords();
  const under = cursor === null ? undefined : rows[cursor];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey) return;
    if (event.key === 'Enter' && under !== undefined) {
      event.preventDefault();
      onOpen(under);
      return;
    }
    const last = rows.length - 1;
    const at = cursor ?? -1;
    const next = { ArrowUp: at - 1, ArrowLeft: at - 1, ArrowDown: at + 1, ArrowRight: at + 1, Home: 0, End: last }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    setCursor(Math.min(last, Math.max(0, next)));
  };
  return (
    <div
      ref={element}
      className={styles.frame}
      role="application"
      aria-roledescription={say('window.chart.role')}
      aria-label={under === undefined ? say('window.waterfall.keys', { rows: rows.length }) : words(under)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setCursor(null);
      }}
    >
      <svg width={width} height={height} className={styles.drawing} aria-hidden>
        <g transform={`translate(${labelWidth} 0)`}>
          <Grid axis={axis} height={rows.length * rowHeight} />
        </g>
        {rows.map((row, index) => (
          <g
            key={row.key}
            transform={`translate(0 ${index * rowHeight})`}
            cursor="pointer"
            onClick={() => {
              onOpen(row);
            }}
          >
            <rect
              width={width}
              height={rowHeight}
              fill={index === cursor ? tokens.colorSubtleBackgroundHover : 'transparent'}
            />
            <Row row={row} axis={axis} />
          </g>
        ))}
        <g transform={`translate(${labelWidth} 0)`}>
          <Cuts axis={axis} height={rows.length * rowHeight} />
        </g>
      </svg>
    </div>
  );
}

/** "Session setup, 2.3 ms" for the reader of a row. */
function useRowWords(): (row: WaterfallRow) => string {
  const { say } = useWords();
  return (row) =>
    row.ms === null
      ? say('window.waterfall.row-lost', { request: seriesName(row.series), ms: row.end - row.start })
      : say('window.waterfall.row', { request: seriesName(row.series), times: row.times, ms: row.ms });
}

function Grid({ axis, height }: { readonly axis: CutAxis; readonly height: number }) {
  const { say } = useWords();
  return axisTicks(axis).map((time) => {
    const x = axisPosition(time, axis);
    return (
      <g key={time}>
        <line x1={x} x2={x} y1={0} y2={height} stroke={sd.grid} />
        <text x={x} y={height + 15} textAnchor="middle">
          {say('measured.ms', { ms: time })}
        </text>
      </g>
    );
  });
}

function Row({ row, axis }: { readonly row: WaterfallRow; readonly axis: CutAxis }) {
  const { say, translate } = useWords();
  const colour = isSlow(row) ? sd.data2 : sd.data1;
  const left = labelWidth + axisPosition(row.start, axis);
  const right = Math.max(left + 2, labelWidth + axisPosition(row.end, axis));
  const top = (rowHeight - barHeight) / 2;
  const name = translate(seriesName(row.series));
  return (
    <>
      <text x={labelWidth - 10} y={13} textAnchor="end">
        {row.times > 1 ? say('window.waterfall.repeated', { name, times: row.times }) : name}
      </text>
      {row.ticks.length > 0 ? (
        <Ticks row={row} axis={axis} colour={colour} top={top} />
      ) : row.ms === null ? (
        // No reply: a bar without an end, and a cross where the waiting stopped.
        <>
          <path
            d={`M${right - 6} ${top}H${left}v${barHeight}H${right - 6}`}
            fill="none"
            stroke={colour}
            strokeWidth={1.5}
          />
          <path
            d={`M${right - 4} ${top}l8 ${barHeight}m0-${barHeight}l-8 ${barHeight}`}
            stroke={colour}
            strokeWidth={1.75}
          />
        </>
      ) : (
        <rect x={left} y={top} width={right - left} height={barHeight} rx={1} fill={colour} stroke={colour} />
      )}
      <text className="value" x={right + 8} y={13}>
        {row.ms === null
          ? say('window.pane.no-answer')
          : say(row.times > 1 ? 'window.waterfall.median' : 'measured.ms', { ms: row.ms })}
      </text>
    </>
  );
}

interface TicksProps {
  readonly row: WaterfallRow;
  readonly axis: CutAxis;
  readonly colour: string;
  readonly top: number;
}

/** Folded requests: one tick each, at most one every three pixels. */
function Ticks({ row, axis, colour, top }: TicksProps) {
  const places = new Set(row.ticks.map(({ start }) => Math.round(axisPosition(start, axis) / 3) * 3));
  return [...places].map((x) => (
    <line
      key={x}
      x1={labelWidth + x}
      x2={labelWidth + x}
      y1={top}
      y2={top + barHeight}
      stroke={colour}
      strokeWidth={2}
    />
  ));
}

/** Two zigzags over each place where the axis is cut. */
function Cuts({ axis, height }: { readonly axis: CutAxis; readonly height: number }) {
  const teeth = Array.from({ length: Math.ceil(height / 12) }, () => 'l4 3l-4 3l-4 3l4 3').join('');
  return axis.pieces.slice(1).map((piece) => (
    <g key={piece.left}>
      <rect x={piece.left - 23} y={0} width={10} height={height} fill={sd.card} />
      <path d={`M${piece.left - 23} 0${teeth}M${piece.left - 13} 0${teeth}`} fill="none" stroke={sd.axis} />
    </g>
  ));
}
