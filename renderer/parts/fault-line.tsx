import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { FaultStopView } from '../../app/reasoning/fault-line.ts';
import { useWords } from '../services.tsx';
import { plainButton } from '../theme/plain-button.ts';
import { forcedColors, sd } from '../theme/tokens.ts';
import { useType } from '../theme/type.ts';
import { Card } from './card.tsx';
import { StateGlyph } from './state-glyph.tsx';

const dashes = (colour: string, on: number, off: number): string =>
  `repeating-linear-gradient(90deg, ${colour} 0 ${on}px, transparent ${on}px ${on + off}px)`;

const useStyles = makeStyles({
  card: { padding: '10px 8px 8px 12px', flexShrink: 0 },
  line: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(116px, 1fr))',
    rowGap: '4px',
  },
  stop: { position: 'relative', minWidth: 0 },
  // Another way from the first stop: a line of its own on the same grid, under the stop that follows the first.
  otherWay: { gridColumnStart: 2 },
  link: {
    position: 'absolute',
    top: '15px',
    left: '40px',
    right: '0',
    height: '2px',
    [forcedColors]: { forcedColorAdjust: 'none' },
  },
  solid: { backgroundColor: sd.flow },
  cut: { backgroundImage: dashes(sd.bad, 6, 6), [forcedColors]: { backgroundImage: dashes('Highlight', 6, 6) } },
  ahead: { backgroundImage: dashes(sd.axis, 3, 4) },
  button: {
    display: 'block',
    ...plainButton,
    padding: '4px 8px',
    borderRadius: tokens.borderRadiusMedium,
  },
  glyph: { display: 'flex', alignItems: 'center', height: '24px' },
  words: { overflowWrap: 'anywhere' },
  bad: { color: sd.bad },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface FaultLineProps {
  readonly stops: readonly FaultStopView[];
  /** Shows what was seen at a stop. */
  readonly onOpen: (stop: FaultStopView) => void;
}

/** Where it breaks, from the name to the share. Each stop reads as one sentence and opens its evidence. */
export function FaultLine({ stops, onOpen }: FaultLineProps) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const sentence = useStopSentence();
  const latest =
    stops.find(({ state }) => state === 'running') ??
    stops.findLast(({ state }) => state !== 'waiting' && state !== 'not-reached');
  return (
    <Card className={styles.card}>
      <ol className={styles.line} aria-label={say('window.fault-line')}>
        {stops.map((view, index) => (
          <li
            key={view.stop}
            className={mergeClasses(styles.stop, index > 0 && view.after !== stops[index - 1]?.stop && styles.otherWay)}
          >
            <button
              type="button"
              className={styles.button}
              onClick={() => {
                onOpen(view);
              }}
            >
              <StopWords view={view} />
            </button>
            <Link from={view} to={stops[index + 1]} />
          </li>
        ))}
      </ol>
      <div aria-live="polite" className={type.hidden}>
        {latest !== undefined && sentence(latest)}
      </div>
    </Card>
  );
}

function StopWords({ view }: { readonly view: FaultStopView }) {
  const styles = useStyles();
  const type = useType();
  const { say, translate } = useWords();
  const quiet = view.state === 'waiting' || view.state === 'not-reached';
  return (
    <>
      <div className={styles.glyph}>
        <StateGlyph state={view.state} />
      </div>
      <div className={mergeClasses(type.caption, styles.words)}>{translate(view.name)}</div>
      <div
        className={mergeClasses(
          type.strong,
          styles.words,
          view.state === 'broken' && styles.bad,
          quiet && styles.quiet,
        )}
      >
        {translate(view.value)}
      </div>
      <div className={mergeClasses(type.caption2, styles.words)}>
        {view.detail === null ? '' : translate(view.detail)}
      </div>
      <span className={type.hidden}>{say(`window.stop-state.${view.state}`)}</span>
    </>
  );
}

/** The line to the next stop: solid when passed, dashed into the broken one, dotted where nothing was tried. */
function Link({ from, to }: { readonly from: FaultStopView; readonly to: FaultStopView | undefined }) {
  const styles = useStyles();
  // Where the next stop begins another way, nothing leads to it from here.
  if (to?.after !== from.stop) return null;
  const ahead = [from.state, to.state].some((state) => state === 'not-reached' || state === 'waiting');
  return (
    <div
      className={mergeClasses(styles.link, to.state === 'broken' ? styles.cut : ahead ? styles.ahead : styles.solid)}
    />
  );
}

/** "Port 445, open, 0.4 ms, passed". */
export function useStopSentence(): (view: FaultStopView) => string {
  const { say, translate } = useWords();
  return (view) =>
    [
      translate(view.name),
      translate(view.value),
      ...(view.detail === null ? [] : [translate(view.detail)]),
      say(`window.stop-state.${view.state}`),
    ].join(', ');
}
