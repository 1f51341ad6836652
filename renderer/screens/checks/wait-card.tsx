import { makeStyles, tokens } from '@fluentui/react-components';
import { useStore } from 'zustand';
import { checks } from '../../../app/knowledge/checks.ts';
import type { CheckId } from '../../../app/model/check.ts';
import { Card } from '../../parts/card.tsx';
import { useServices, useWords } from '../../services.tsx';
import type { RunFacts } from '../../state/run.ts';
import { runningChecks } from '../../state/run.ts';
import { useElapsed } from '../../state/use-elapsed.ts';
import { forcedColors, sd } from '../../theme/tokens.ts';
import { useType } from '../../theme/type.ts';

/** Shorter waits are none: nothing flickers past while checks answer at once. */
const worthShowing = 1000;

const useStyles = makeStyles({
  card: { padding: '14px 16px' },
  deadline: { marginTop: '10px', textAlign: 'end' },
  track: {
    position: 'relative',
    height: '12px',
    marginTop: '4px',
    borderRadius: '2px',
    backgroundColor: tokens.colorNeutralBackground5,
    borderRight: `2px solid ${tokens.colorNeutralForeground1}`,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
  bar: {
    height: '100%',
    borderRadius: '2px',
    backgroundColor: sd.data2,
    [forcedColors]: { forcedColorAdjust: 'none' },
  },
});

/** How long the latest check has waited since it was last heard of, against the deadline of one exchange. */
export function WaitCard() {
  const styles = useStyles();
  const type = useType();
  const { run } = useServices();
  const { say, translate } = useWords();
  const state = useStore(run);
  const elapsed = useElapsed();
  const latest = runningChecks(state).at(-1);
  const { waitsFor } = latest === undefined ? {} : checks[latest];
  const deadlineMs = (waitsFor === 'work' ? state.plan?.workDeadlineMs : state.plan?.deadlineMs) ?? 0;
  if (latest === undefined || waitsFor === 'time' || deadlineMs === 0) return null;
  const lastNews = Math.max(
    state.started[latest] ?? 0,
    ...state.exchanges.map(({ atMs, ms }) => atMs + (ms ?? 0)),
    ...(isEchoing(latest, state.sampleCounts) ? [state.elapsedMs] : []),
  );
  const waited = elapsed - lastNews;
  if (waited < worthShowing) return null;
  return (
    <Card className={styles.card}>
      <h2 className={type.strong}>{say('window.checks.waited', { ms: Math.round(waited / 100) * 100 })}</h2>
      <p className={type.caption}>{translate({ id: checks[latest].label })}</p>
      <div className={`${type.caption} ${styles.deadline}`}>{say('window.checks.deadline', { ms: deadlineMs })}</div>
      <div className={styles.track} aria-hidden>
        <div className={styles.bar} style={{ width: `${Math.min(100, (100 * waited) / deadlineMs)}%` }} />
      </div>
    </Card>
  );
}

/** Echoes are news as they come, and no exchange of its own each. */
function isEchoing(check: CheckId, counts: RunFacts['sampleCounts']): boolean {
  if (check === 'smb1-echo') return counts['smb1.echo'] !== undefined;
  return check === 'smb2-echo' && counts['smb2.echo'] !== undefined;
}
