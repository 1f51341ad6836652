// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { TestWindow } from '../window.tsx';
import { openWindow, text } from '../window.tsx';

let window: TestWindow;
beforeEach(async () => {
  vi.useFakeTimers();
  window = await openWindow();
  return () => vi.useRealTimers();
});

const code = () => screen.getByLabelText(text('window.start.code'));
const type = (value: string) =>
  window.settle(() => {
    fireEvent.change(code(), { target: { value } });
    vi.advanceTimersByTime(150);
  });

describe('the first screen', () => {
  test('begins in the code field', () => {
    expect(document.activeElement).toBe(code());
  });

  test('answers while typing, tags the card that matches, and chooses none', async () => {
    await type('0x8007003B');
    expect(screen.getByText(text('look-up.win32-59.headline'))).toBeTruthy();
    const [share, ...others] = screen.getAllByRole('radio');
    const card = share?.closest<HTMLElement>('span');
    expect(within(card ?? document.body).getByText(text('window.start.matches'))).toBeTruthy();
    expect(screen.getAllByText(text('window.start.matches'))).toHaveLength(1);
    expect([share, ...others].some((radio) => (radio as HTMLInputElement).checked)).toBe(false);
  });

  test('waits for the typing to settle before it says that a code is not known', async () => {
    await window.settle(() => {
      fireEvent.change(code(), { target: { value: 'zzz' } });
      vi.advanceTimersByTime(100);
    });
    expect(screen.queryByText(text('window.start.unknown-code'))).toBeNull();
    await window.settle(() => vi.advanceTimersByTime(50));
    expect(screen.getByText(text('window.start.unknown-code'))).toBeTruthy();
  });

  test('empties the field with Esc', async () => {
    await type('59');
    await window.settle(() => fireEvent.keyDown(code(), { key: 'Escape' }));
    expect(window.services.symptom.getState().code).toBe('');
  });

  test('says what a file-share code means for Remote Desktop, and what this version tests', async () => {
    await type('0xC0000203');
    await window.settle(() => fireEvent.click(screen.getByRole('radio', { name: /^Remote Desktop/ })));
    const note = `${text('window.start.file-share-code')} ${text('window.start.remote-desktop-side')}`;
    expect(screen.getByText(note)).toBeTruthy();
  });

  test('goes on only with an answer, and says so', async () => {
    const next = screen.getByRole('button', { name: text('window.start.next') });
    await window.settle(() => fireEvent.click(next));
    expect(screen.getByText(text('window.start.choose'))).toBeTruthy();
    expect(window.services.way.getState().screen).toBe('start');
    await window.settle(() => fireEvent.click(screen.getByRole('radio', { name: /^Not sure/ })));
    await window.settle(() => fireEvent.click(next));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(text('window.target.title'));
  });
});
