import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Confidence as Level } from '../../app/model/finding.ts';
import { useWords } from '../services.tsx';
import { forcedColors } from '../theme/tokens.ts';
import { useType } from '../theme/type.ts';

const bars: Readonly<Record<Level, number>> = { confirmed: 3, likely: 2, possible: 1 };

const useStyles = makeStyles({
  whole: { display: 'inline-flex', alignItems: 'center', gap: '8px' },
  bars: { display: 'inline-flex', gap: '2px' },
  bar: {
    width: '12px',
    height: '8px',
    border: `1.5px solid ${tokens.colorNeutralForeground1}`,
    borderRadius: '2px',
    [forcedColors]: { border: '1.5px solid CanvasText', forcedColorAdjust: 'none' },
  },
  on: { backgroundColor: tokens.colorNeutralForeground1, [forcedColors]: { backgroundColor: 'CanvasText' } },
});

/** How sure the rules are: three bars and, always, the word. */
export function Confidence({ level }: { readonly level: Level }) {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  return (
    <span className={styles.whole}>
      <span className={styles.bars} aria-hidden>
        {[1, 2, 3].map((bar) => (
          <span key={bar} className={mergeClasses(styles.bar, bar <= bars[level] && styles.on)} />
        ))}
      </span>
      <span className={type.strong}>{say(`window.confidence.${level}`)}</span>
    </span>
  );
}
