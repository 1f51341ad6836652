import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PlanView, RunWish } from '../../app/contract.ts';
import { useCurrentWish } from '../frame/case-words.ts';
import { PageTitle, Screen } from '../frame/screen.tsx';
import { useServices, useWords } from '../services.tsx';
import { symptomOf } from '../state/symptom.ts';
import { isRemoteDesktopOnly, mistakesOf } from '../state/target.ts';
import { useRunAgain } from '../state/use-run-again.ts';
import { useSettled } from '../state/use-settled.ts';
import { ConsentCard } from './target/consent-card.tsx';
import { PlanCard } from './target/plan-card.tsx';
import { Possible } from './target/possible.tsx';
import { PracticeChoice } from './target/practice-choice.tsx';
import { ServerFields } from './target/server-fields.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 320px',
    gap: '16px 32px',
    alignItems: 'start',
    '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  left: { display: 'grid', gap: '16px', minWidth: 0 },
});

/** What to test, with which account, and the plan before it runs. */
export function TargetScreen() {
  const styles = useStyles();
  const { target, run, symptom } = useServices();
  const seen = useStore(symptom, symptomOf);
  const files = useStore(target, (fields) => !isRemoteDesktopOnly(fields, seen));
  const { say } = useWords();
  const practice = useStore(target, (state) => state.practice);
  const running = useStore(run, (state) => state.phase === 'running');
  const plan = usePlan(useCurrentWish());
  const runAgain = useRunAgain();
  const lead =
    practice !== null
      ? 'window.target.lead-practice'
      : seen === 'rdp-session-deleted'
        ? 'window.target.lead-rdp'
        : 'window.target.lead';
  const form = useRef<HTMLDivElement>(null);
  const start = (): void => {
    const fields = target.getState();
    fields.check(seen);
    if (Object.keys(mistakesOf(fields, seen)).length === 0) runAgain();
    // The first field that is wrong, once its message is drawn.
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Screen
      back="start"
      hint={running ? say('window.target.running') : undefined}
      primary={{
        label:
          plan === null ? say('window.target.run') : say('window.target.run-checks', { count: plan.checks.length }),
        act: start,
        disabled: running,
      }}
    >
      <PageTitle lead={say(lead)}>{say('window.target.title')}</PageTitle>
      <div className={styles.columns}>
        <div className={styles.left} ref={form}>
          {practice === null ? <ServerFields /> : <PracticeChoice />}
          {plan !== null && <PlanCard plan={plan} />}
          {practice === null && files && <ConsentCard />}
        </div>
        <Possible />
      </div>
    </Screen>
  );
}

/** The checks that a wish leads to, asked of main once the typing has settled; null while there is no whole wish. */
function usePlan(wish: RunWish | null): PlanView | null {
  const { bridge } = useServices();
  const [plan, setPlan] = useState<PlanView | null>(null);
  const asked = useSettled(wish === null ? null : JSON.stringify(wish), 150);
  useEffect(() => {
    let wanted = true;
    if (asked !== null) {
      bridge.planRun(JSON.parse(asked) as RunWish).then(
        (answer) => {
          if (wanted) setPlan(answer);
        },
        () => {
          if (wanted) setPlan(null);
        },
      );
    }
    return () => {
      wanted = false;
    };
  }, [asked, bridge]);
  return asked === null || wish === null ? null : plan;
}
