import { makeStyles, mergeClasses, tokens, Tooltip, useArrowNavigationGroup } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Code20Regular } from '@fluentui/react-icons/svg/code';
import { DataPie20Regular } from '@fluentui/react-icons/svg/data-pie';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices, useWords } from '../services.tsx';
import type { ScreenId } from '../state/way.ts';
import { canOpen, closerLooks, steps } from '../state/way.ts';
import { plainButton } from '../theme/plain-button.ts';
import { forcedColors, smallWindow } from '../theme/tokens.ts';
import { useType } from '../theme/type.ts';
import { useMedia } from '../theme/use-media.ts';
import { useCaseTitle, useStepAnswers } from './case-words.ts';

const small = `@media ${smallWindow}`;

const useStyles = makeStyles({
  rail: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    padding: '4px 8px 12px',
    overflowY: 'auto',
    [small]: { padding: '8px 4px' },
  },
  case: { padding: '8px 12px 14px', overflowWrap: 'anywhere', [small]: { display: 'none' } },
  item: {
    ...plainButton,
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '12px',
    alignItems: 'start',
    minHeight: '36px',
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    [small]: { gridTemplateColumns: '20px', justifyContent: 'center', padding: '8px 0' },
  },
  off: {
    color: tokens.colorNeutralForegroundDisabled,
    cursor: 'default',
    ':hover': { backgroundColor: 'transparent' },
    [forcedColors]: { color: 'GrayText' },
  },
  selected: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundSelected },
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '10px',
      bottom: '10px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandStroke,
      [forcedColors]: { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
    },
    [forcedColors]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  // Out of sight in the narrow rail, but still what each step is called.
  words: {
    minWidth: 0,
    [small]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  answer: { overflowWrap: 'anywhere' },
  number: {
    display: 'grid',
    placeItems: 'center',
    width: '20px',
    height: '20px',
    border: `1.5px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: '50%',
    fontSize: '11px',
    lineHeight: 1,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  numberOff: { border: `1.5px solid ${tokens.colorNeutralStrokeDisabled}`, color: 'inherit' },
  numberOn: {
    border: `1.5px solid ${tokens.colorCompoundBrandBackground}`,
    backgroundColor: tokens.colorCompoundBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    [forcedColors]: {
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      border: '1.5px solid Highlight',
      forcedColorAdjust: 'none',
    },
  },
  done: { color: tokens.colorNeutralForeground2 },
  rule: {
    height: '1px',
    flexShrink: 0,
    margin: '8px 12px',
    backgroundColor: tokens.colorNeutralStroke2,
    [small]: { margin: '8px' },
  },
});

/** The case from top to bottom: each step with its answer, then what looks closer. */
export function Rail() {
  const styles = useStyles();
  const type = useType();
  const { say } = useWords();
  const title = useCaseTitle();
  const answers = useStepAnswers();
  const arrows = useArrowNavigationGroup({ axis: 'vertical', memorizeCurrent: true });
  return (
    <nav className={styles.rail} aria-label={say('window.rail')} data-region="rail" {...arrows}>
      <div className={styles.case}>
        <div className={type.strong}>{title.name}</div>
        <div className={type.caption}>{title.place}</div>
      </div>
      {steps.map((step, index) => (
        <RailItem
          key={step}
          screen={step}
          answer={answers[step]}
          sign={<StepSign screen={step} number={index + 1} />}
        />
      ))}
      <div className={styles.rule} />
      {closerLooks.map((screen) => (
        <RailItem key={screen} screen={screen} answer={null} sign={screenSigns[screen]} />
      ))}
    </nav>
  );
}

const screenSigns = { charts: <DataPie20Regular aria-hidden />, evidence: <Code20Regular aria-hidden /> } as const;

function useStanding(screen: ScreenId) {
  const { way, run } = useServices();
  const current = useStore(way, (state) => state.screen);
  const visited = useStore(way, (state) => state.visited);
  const phase = useStore(run, (state) => state.phase);
  return {
    selected: current === screen,
    open: canOpen(screen, { phase, visited }),
    done: screen === 'checks' ? phase === 'ended' : visited.includes(screen) && screen !== 'report',
  };
}

function StepSign({ screen, number }: { readonly screen: ScreenId; readonly number: number }) {
  const styles = useStyles();
  const { selected, open, done } = useStanding(screen);
  if (done && open && !selected) return <CheckmarkCircle20Filled aria-hidden className={styles.done} />;
  return (
    <span aria-hidden className={mergeClasses(styles.number, !open && styles.numberOff, selected && styles.numberOn)}>
      {number}
    </span>
  );
}

interface RailItemProps {
  readonly screen: ScreenId;
  readonly answer: string | null;
  readonly sign: ReactNode;
}

function RailItem({ screen, answer, sign }: RailItemProps) {
  const styles = useStyles();
  const type = useType();
  const { way } = useServices();
  const { say } = useWords();
  const { selected, open } = useStanding(screen);
  const icons = useMedia(smallWindow);
  const label = say(`window.rail.${screen}`);
  const item = (
    <button
      type="button"
      aria-current={selected ? 'step' : undefined}
      disabled={!open}
      className={mergeClasses(styles.item, !open && styles.off, selected && styles.selected)}
      onClick={() => {
        way.getState().go(screen);
      }}
    >
      {sign}
      <span className={styles.words}>
        <span className={mergeClasses(selected && type.strong)}>{label}</span>
        {answer !== null && open && <div className={mergeClasses(type.caption, styles.answer)}>{answer}</div>}
      </span>
    </button>
  );
  return icons ? (
    <Tooltip content={label} relationship="inaccessible" positioning="after">
      {item}
    </Tooltip>
  ) : (
    item
  );
}
