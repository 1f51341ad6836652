import { makeStyles } from '@fluentui/react-components';
import { useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { checks } from '../../app/knowledge/checks.ts';
import { Notices } from '../frame/notices.tsx';
import type { FooterAction } from '../frame/screen.tsx';
import { PageTitle, Screen } from '../frame/screen.tsx';
import { elapsedWords } from '../parts/run-words.ts';
import { useServices, useWords } from '../services.tsx';
import { doneCount, runningChecks } from '../state/run.ts';
import { useElapsed } from '../state/use-elapsed.ts';
import { CheckTable } from './checks/check-table.tsx';
import { LiveEcho } from './checks/live-echo.tsx';
import { WaitCard } from './checks/wait-card.tsx';
import { RunFaultLine } from './run-fault-line.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 300px',
    gap: '16px',
    alignItems: 'start',
    '@media (max-width: 1120px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  side: { display: 'grid', gap: '16px', minWidth: 0 },
});

/** The run as it goes: what is waited for, where it stands, every check; it may be stopped at any time. */
export function ChecksScreen() {
  const styles = useStyles();
  const { run } = useServices();
  const phase = useStore(run, (state) => state.phase);
  const title = useHeadline();
  const lead = useLead();
  const goOn = useGoOnWhenDone();
  return (
    <Screen {...useFooter(goOn.stopping)} back="target">
      <Notices />
      <div onWheel={goOn.touched} onKeyDown={goOn.touched} onPointerDown={goOn.touched} style={{ display: 'contents' }}>
        <PageTitle lead={lead}>{title}</PageTitle>
        <RunFaultLine />
        <div className={styles.columns}>
          <CheckTable follows={goOn.follows} />
          <div className={styles.side}>
            {phase === 'running' && <WaitCard />}
            <LiveEcho />
          </div>
        </div>
      </div>
    </Screen>
  );
}

function useHeadline(): string {
  const { run } = useServices();
  const { say, translate } = useWords();
  const state = useStore(run);
  if (state.phase === 'ended') return say(`window.checks.${state.ended?.how ?? 'finished'}`);
  const latest = runningChecks(state).at(-1);
  return latest === undefined ? say('window.checks.starting') : translate({ id: checks[latest].waiting });
}

function useLead(): string {
  const { run } = useServices();
  const { say } = useWords();
  const done = useStore(run, doneCount);
  const planned = useStore(run, (state) => state.plan?.checks.length ?? 0);
  const phase = useStore(run, (state) => state.phase);
  const elapsed = useElapsed();
  return phase === 'ended'
    ? say('window.checks.lead-ended', { done, planned, ms: elapsed })
    : say('window.checks.lead', { done, planned, time: elapsedWords(elapsed) });
}

/**
 * At the end the screen goes on to the findings by itself, unless the technician has touched it: then a button does.
 * "Stop and show findings" goes on in any case.
 */
function useGoOnWhenDone(): {
  readonly touched: () => void;
  readonly stopping: () => void;
  /** Whether the screen may still move by itself. */
  readonly follows: () => boolean;
} {
  const { way, run } = useServices();
  const ended = useStore(run, (state) => state.phase === 'ended');
  const gone = useStore(run, (state) => state.ended?.how === 'process-gone');
  const endedAtOpening = useRef(ended);
  const stays = useRef(false);
  useEffect(() => {
    if (ended && !gone && !endedAtOpening.current && !stays.current) way.getState().go('findings');
  }, [ended, gone, way]);
  const touched = useCallback(() => {
    stays.current = true;
  }, []);
  const stopping = useCallback(() => {
    stays.current = false;
  }, []);
  const follows = useCallback(() => !stays.current, []);
  return { touched, stopping, follows };
}

interface Footer {
  readonly hint?: string;
  readonly secondary?: readonly FooterAction[];
  readonly primary?: FooterAction;
}

function useFooter(stopping: () => void): Footer {
  const { way, run } = useServices();
  const { say } = useWords();
  const state = useStore(run);
  const latest = runningChecks(state).at(-1);
  if (state.phase !== 'running') {
    return {
      primary: {
        label: say('window.checks.show-findings'),
        act: () => {
          way.getState().go('findings');
        },
      },
    };
  }
  const skip: FooterAction = {
    label: say('window.checks.skip'),
    act: () => {
      if (latest !== undefined) state.skip(latest);
    },
    disabled: latest === undefined,
    needsAim: true,
  };
  const stop: FooterAction = {
    label: say('window.checks.stop'),
    act: () => {
      stopping();
      state.stop();
    },
    isStop: true,
    needsAim: true,
  };
  return { hint: say('window.checks.hint'), secondary: [skip, stop] };
}
