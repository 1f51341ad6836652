import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.tsx';

/** Milliseconds since the run began, going on between two reports of main; four times a second at most. */
export function useElapsed(): number {
  const { run, clock } = useServices();
  const { phase, elapsedMs, heardAt } = useStore(run);
  const [now, setNow] = useState(heardAt);
  useEffect(() => {
    if (phase !== 'running') return undefined;
    const timer = setInterval(() => {
      setNow(clock.now());
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }, [phase, clock]);
  return phase === 'running' ? elapsedMs + Math.max(0, now - heardAt) : elapsedMs;
}
