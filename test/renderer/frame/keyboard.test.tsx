// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { TestWindow } from '../window.tsx';
import { openWindow, text } from '../window.tsx';

const press = (window: TestWindow, key: string, modifiers: Partial<KeyboardEventInit> = {}) =>
  window.settle(() => fireEvent.keyDown(document.activeElement ?? document.body, { key, bubbles: true, ...modifiers }));
const current = (window: TestWindow) => window.services.way.getState().screen;

describe('keys', () => {
  test('walk the steps with Alt and arrows, as far as they open', async () => {
    const window = await openWindow();
    await window.finishRun();
    await press(window, 'ArrowRight', { altKey: true });
    expect(current(window)).toBe('report');
    await press(window, 'ArrowRight', { altKey: true });
    expect(current(window)).toBe('report');
    await press(window, 'ArrowLeft', { altKey: true });
    await press(window, 'ArrowLeft', { altKey: true });
    expect(current(window)).toBe('checks');
  });

  test('open the report with Ctrl+S once there is a run, and not before', async () => {
    const window = await openWindow();
    await press(window, 's', { ctrlKey: true });
    expect(current(window)).toBe('start');
    await window.finishRun();
    await press(window, 's', { ctrlKey: true });
    expect(current(window)).toBe('report');
  });

  test('run again with Ctrl+R, asking for the password, which was kept for one run', async () => {
    const window = await openWindow();
    await window.finishRun();
    await window.settle(() => {
      window.services.target.getState().set({ host: 'NAS-ARC01', user: 'tester' });
    });
    await press(window, 'r', { ctrlKey: true });
    expect(current(window)).toBe('target');
    expect(screen.getByText(text('window.mistake.password-missing'))).toBeTruthy();
    await window.settle(() => {
      window.services.target.getState().set({ password: 'Correct-Horse-7' });
    });
    await press(window, 'r', { ctrlKey: true });
    expect(window.services.run.getState()).toMatchObject({ phase: 'running', number: 2 });
    expect(current(window)).toBe('checks');
  });

  test('copy the verdict with Ctrl+Shift+C', async () => {
    const window = await openWindow('logon-failed');
    await press(window, 'C', { ctrlKey: true, shiftKey: true });
    expect(window.asked.some(({ request }) => request === 'copyText')).toBe(false);
    await window.finishRun();
    await press(window, 'C', { ctrlKey: true, shiftKey: true });
    const copied = String(window.asked.at(-1)?.args[0]);
    expect(copied).toContain(text('cause.logon-failed.headline'));
    expect(copied).toContain('logon-failed');
    expect(copied).toContain('Next: ');
  });

  test('put Esc on the stop button during a run, without stopping', async () => {
    const window = await openWindow('stalled');
    await window.startRun();
    await press(window, 'Escape');
    expect(document.activeElement?.textContent).toBe(text('window.checks.stop'));
    expect(window.services.run.getState().phase).toBe('running');
  });

  test('go round the regions with F6, both ways', async () => {
    const window = await openWindow('logon-failed');
    await window.finishRun();
    const region = () => document.activeElement?.closest('[data-region]')?.getAttribute('data-region');
    const round: (string | null | undefined)[] = [region()];
    for (let step = 0; step < 4; step++) {
      await press(window, 'F6');
      round.push(region());
    }
    expect(round).toEqual(['content', 'pane', 'footer', 'rail', 'content']);
    await press(window, 'F6', { shiftKey: true });
    expect(region()).toBe('rail');
  });

  test('do what the primary button does with Ctrl+Enter', async () => {
    const window = await openWindow();
    await window.settle(() => {
      window.services.symptom.getState().setSeenAt('not-sure');
    });
    await press(window, 'Enter', { ctrlKey: true });
    expect(current(window)).toBe('target');
  });
});

describe('the rail', () => {
  test('names the steps with their answers, and opens only what there is', async () => {
    const window = await openWindow('logon-failed');
    const steps = ['target', 'checks', 'findings', 'report', 'charts', 'evidence'] as const;
    for (const step of steps) {
      expect(screen.getByRole('button', { name: text(`window.rail.${step}`) }).hasAttribute('disabled')).toBe(true);
    }
    await window.finishRun();
    const findings = `${text('window.rail.findings')} ${text('cause.logon-failed.headline')}`;
    expect(screen.getByRole('button', { name: findings }).getAttribute('aria-current')).toBe('step');
    await window.settle(() => fireEvent.click(screen.getByRole('button', { name: text('window.rail.charts') })));
    expect(current(window)).toBe('charts');
  });
});
