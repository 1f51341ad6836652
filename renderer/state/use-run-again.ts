import { useCallback } from 'react';
import { useServices } from '../services.tsx';
import { symptomOf } from './symptom.ts';
import { mistakesOf, wishOf } from './target.ts';

/**
 * Starts a run of the present answers and shows it. The password is asked for again, since it was kept for one run
 * only: then, and with any mistake in the answers, the target screen opens instead. While a run starts or goes on it
 * does nothing, so that a double click is one start.
 */
export function useRunAgain(): () => void {
  const { bridge, way, run, target, symptom, evidence } = useServices();
  return useCallback(() => {
    const { starting, phase } = run.getState();
    if (starting || phase === 'running') return;
    const fields = target.getState();
    const seen = symptomOf(symptom.getState());
    const wish = wishOf(fields, seen);
    if (wish === null || Object.keys(mistakesOf(fields, seen)).length > 0) {
      fields.check(seen);
      way.getState().go('target');
      return;
    }
    const needsPassword = wish.target.account.kind === 'user';
    const begin = async (): Promise<void> => {
      const plan = await bridge.planRun(wish);
      const started = run.getState().start(needsPassword ? { ...wish, password: fields.password } : wish, plan);
      // Main has it now; this window forgets it.
      target.getState().set({ password: '' });
      evidence.getState().preselect(null);
      way.getState().go('checks');
      if (!(await started)) way.getState().go('target');
    };
    run.setState({ starting: true });
    void begin().finally(() => {
      run.setState({ starting: false });
    });
  }, [bridge, way, run, target, symptom, evidence]);
}
