import { useEffect } from 'react';
import { useServices } from '../services.tsx';
import { neighbour } from '../state/way.ts';
import { useRunAgain } from '../state/use-run-again.ts';
import { focusRegion, onShortcut } from './shortcuts.ts';
import { useVerdictText } from './use-verdict-text.ts';

/** The keys that work on every screen; Ctrl+Enter belongs to the screen itself. */
export function useKeyboard(): void {
  const { bridge, way, run } = useServices();
  const runAgain = useRunAgain();
  const verdict = useVerdictText();
  useEffect(() => {
    const step = (direction: -1 | 1) => () => {
      const { screen, visited, go } = way.getState();
      const next = neighbour(screen, direction, { visited, phase: run.getState().phase });
      if (next !== null) go(next);
    };
    const ends = [
      onShortcut('Alt+ArrowLeft', step(-1)),
      onShortcut('Alt+ArrowRight', step(1)),
      onShortcut('F6', () => {
        focusRegion(document, 1);
      }),
      onShortcut('Shift+F6', () => {
        focusRegion(document, -1);
      }),
      onShortcut('Ctrl+R', () => {
        if (run.getState().phase === 'ended') runAgain();
      }),
      onShortcut('Ctrl+S', () => {
        if (run.getState().phase === 'ended') way.getState().go('report');
      }),
      onShortcut('Ctrl+Shift+C', () => {
        if (verdict !== null) void bridge.copyText(verdict);
      }),
      onShortcut('Escape', () => {
        // It never stops by itself: the focus goes to the button that does.
        if (run.getState().phase === 'running') document.querySelector<HTMLElement>('[data-stop]')?.focus();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [bridge, way, run, runAgain, verdict]);
}
