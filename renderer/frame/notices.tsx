import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useStore } from 'zustand';
import { useServices, useWords } from '../services.tsx';
import { doneCount } from '../state/run.ts';
import { useRunAgain } from '../state/use-run-again.ts';
import type { ScreenId } from '../state/way.ts';
import { useFromOtherSettings } from './case-words.ts';

const useStyles = makeStyles({
  notices: { display: 'grid', gap: '8px', flexShrink: 0, ':empty': { display: 'none' } },
});

const showsRun: readonly ScreenId[] = ['checks', 'findings', 'report', 'charts', 'evidence'];

/** What is to be known about the run on every screen that shows it: practice, other settings, a lost test process. */
export function Notices() {
  const styles = useStyles();
  const { way, run } = useServices();
  const { say } = useWords();
  const screen = useStore(way, (state) => state.screen);
  const practice = useStore(run, (state) => state.wish?.practice);
  const gone = useStore(run, (state) => state.ended?.how === 'process-gone');
  const kept = useStore(run, doneCount);
  const planned = useStore(run, (state) => state.plan?.checks.length ?? 0);
  const phase = useStore(run, (state) => state.phase);
  const changed = useFromOtherSettings() && phase === 'ended';
  const runAgain = useRunAgain();
  if (!showsRun.includes(screen)) return null;
  const again = (
    <MessageBarActions>
      <Button size="small" onClick={runAgain}>
        {say('window.run-again')}
      </Button>
    </MessageBarActions>
  );
  return (
    <div className={styles.notices}>
      {practice !== undefined && (
        <MessageBar intent="info">
          <MessageBarBody>
            {say('window.practice.banner', { scenario: say(`window.practice.${practice}`) })}
          </MessageBarBody>
        </MessageBar>
      )}
      {gone && (
        <MessageBar intent="warning">
          <MessageBarBody>{say('window.process-gone', { kept, rest: Math.max(0, planned - kept) })}</MessageBarBody>
          {again}
        </MessageBar>
      )}
      {changed && (
        <MessageBar intent="warning">
          <MessageBarBody>{say('window.other-settings')}</MessageBarBody>
          {again}
        </MessageBar>
      )}
    </div>
  );
}
