/**
 * Calls `act` for a key such as "Ctrl+Enter" or "Alt+ArrowLeft" anywhere in the window, unless a dialog or a field
 * has already used it; gives back what ends it.
 */
export function onShortcut(shortcut: string, act: () => void): () => void {
  const parts = shortcut.split('+');
  const key = (parts.at(-1) ?? '').toLowerCase();
  const wants = (modifier: string): boolean => parts.includes(modifier);
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key.toLowerCase() !== key) return;
    if (event.ctrlKey !== wants('Ctrl') || event.altKey !== wants('Alt') || event.shiftKey !== wants('Shift')) return;
    event.preventDefault();
    act();
  };
  window.addEventListener('keydown', listener);
  return () => {
    window.removeEventListener('keydown', listener);
  };
}

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), [tabindex]:not([tabindex="-1"])';

/** Moves the focus to the next (1) or previous (-1) region that has something to focus. */
export function focusRegion(page: Document, direction: 1 | -1): void {
  const regions = [...page.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.querySelector(focusable) !== null,
  );
  const at = regions.findIndex((region) => region.contains(page.activeElement));
  const from = at === -1 && direction === -1 ? 0 : at;
  const region = regions[(from + direction + regions.length) % regions.length];
  const first = region?.querySelector<HTMLElement>('[aria-current], [tabindex="0"]:not(:disabled)');
  (first ?? region?.querySelector<HTMLElement>(focusable))?.focus();
}
