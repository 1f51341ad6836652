import { useCallback } from 'react';
import { useServices } from '../services.tsx';
import { symptomOf } from './symptom.ts';
import { mistakesOf, wishOf } from './target.ts';

/**
 * Starts a run of the present answers and shows it. The password is asked for again, since it was kept for one run
 * only: then, and with any mistake in the answers, the target screen opens instead.
 */
export function useRunAgain(): () => void {
  const { bridge, way, run, target, symptom, evidence } = useServices();
  return useCallback(() => {
    const fields = target.getState();
    const wish = wishOf(fields, symptomOf(symptom.getState()));
    if (wish === null || Object.keys(mistakesOf(fields)).length > 0) {
      fields.check();
      way.getState().go('target');
      return;
    }
    const needsPassword = wish.target.account.kind === 'user';
    void bridge.planRun(wish).then(async (plan) => {
      const started = run.getState().start(needsPassword ? { ...wish, password: fields.password } : wish, plan);
      // Main has it now; this window forgets it.
      target.getState().set({ password: '' });
      evidence.getState().preselect(null);
      way.getState().go('checks');
      if (!(await started)) way.getState().go('target');
    });
  }, [bridge, way, run, target, symptom, evidence]);
}
