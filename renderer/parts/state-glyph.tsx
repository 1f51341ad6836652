import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle20Regular } from '@fluentui/react-icons/svg/circle';
import { DismissCircle20Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { QuestionCircle20Regular } from '@fluentui/react-icons/svg/question-circle';
import { SubtractCircle20Regular } from '@fluentui/react-icons/svg/subtract-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { FaultStopState } from '../../app/reasoning/fault-line.ts';
import { sd } from '../theme/tokens.ts';

/** How a stop or a check stands; `not-possible` is a check that could not be run here. */
export type GlyphState = FaultStopState | 'not-possible';

const useStyles = makeStyles({
  glyph: { display: 'block', flexShrink: 0, width: '20px', height: '20px' },
  passed: { color: sd.ok },
  broken: { color: sd.bad },
  warning: { color: sd.warn },
  quiet: { color: tokens.colorNeutralForeground3 },
  turning: {
    animationName: { from: { transform: 'rotate(0deg)' }, to: { transform: 'rotate(360deg)' } },
    animationDuration: '1.2s',
    animationIterationCount: 'infinite',
    animationTimingFunction: 'linear',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
  },
});

/** The sign of a state, 20 px. It only accompanies words, so it is hidden from screen readers. */
export function StateGlyph({ state }: { readonly state: GlyphState }) {
  const styles = useStyles();
  switch (state) {
    case 'passed':
      return <CheckmarkCircle20Filled aria-hidden className={mergeClasses(styles.glyph, styles.passed)} />;
    case 'broken':
      return <DismissCircle20Filled aria-hidden className={mergeClasses(styles.glyph, styles.broken)} />;
    case 'warning':
      return <Warning20Filled aria-hidden className={mergeClasses(styles.glyph, styles.warning)} />;
    case 'unknown':
      return <QuestionCircle20Regular aria-hidden className={mergeClasses(styles.glyph, styles.quiet)} />;
    case 'not-possible':
      return <SubtractCircle20Regular aria-hidden className={mergeClasses(styles.glyph, styles.quiet)} />;
    case 'running':
      return (
        <svg aria-hidden viewBox="0 0 20 20" className={mergeClasses(styles.glyph, styles.turning)}>
          <circle cx="10" cy="10" r="7.5" fill="none" stroke={tokens.colorNeutralStroke1} strokeWidth="2.5" />
          <path
            d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5"
            fill="none"
            stroke={tokens.colorCompoundBrandStroke}
            strokeWidth="2.5"
            strokeLinecap="round"
          />
        </svg>
      );
    case 'not-reached':
    case 'waiting':
      return <Circle20Regular aria-hidden className={mergeClasses(styles.glyph, styles.quiet)} />;
  }
}
