import { makeStyles, tokens } from '@fluentui/react-components';
import type { ChartSamples } from '../../app/contract.ts';
import { useWords } from '../services.tsx';
import { forcedColors, sd } from '../theme/tokens.ts';
import type { LogRange } from './log-scale.ts';
import { logPosition, spread } from './log-scale.ts';

const labelHeight = 14;

const useStyles = makeStyles({
  gutter: {
    flexShrink: 0,
    marginLeft: '-18px',
    '& text': { fontSize: '11px', fill: tokens.colorNeutralForeground1, [forcedColors]: { fill: 'CanvasText' } },
  },
});

interface GutterProps {
  readonly echo: ChartSamples | null;
  readonly range: LogRange;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly plotHeight: number;
}

/** Percentiles of the echoes as ticks at the right of the plot, on its scale; only those that enough samples allow. */
export function PercentileGutter({ echo, range, width, height, top, plotHeight }: GutterProps) {
  const styles = useStyles();
  const { say } = useWords();
  if (echo === null) return <svg width={width} height={height} aria-hidden />;
  const values = (['p50', 'p90', 'p99', 'max'] as const).flatMap((name) => {
    const ms = echo.latency[name];
    return ms === null ? [] : [{ name, ms, at: logPosition(ms, range, top, plotHeight) }];
  });
  const places = spread(
    values.map(({ at }) => at),
    labelHeight,
    top + plotHeight,
  );
  return (
    <svg width={width} height={height} className={styles.gutter} aria-hidden>
      {values.map(({ name, ms, at }, index) => (
        <g key={name}>
          <path d={`M0 ${at}h5L12 ${places[index] ?? at}`} fill="none" stroke={sd.data1} strokeWidth={1.5} />
          <text x={15} y={(places[index] ?? at) + 4}>
            {say('window.chart.percentile', { name, ms })}
          </text>
        </g>
      ))}
    </svg>
  );
}
