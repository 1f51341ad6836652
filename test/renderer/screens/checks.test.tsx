// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CheckId } from '../../../app/model/check.ts';
import type { Observation } from '../../../app/model/observation.ts';
import type { RunEvent } from '../../../app/model/run.ts';
import { describeObservation } from '../../../app/wording/observation.ts';
import { checkRows } from '../../../renderer/screens/checks/check-table.tsx';
import { observe } from '../../app/observations.ts';
import type { TestWindow } from '../window.tsx';
import { openWindow, text } from '../window.tsx';

const echoesRun = (event: RunEvent): boolean => event.type === 'check-started' && event.check === 'smb1-echo';
const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const row = (id: string) => screen.getByText(id, { selector: 'td' }).closest('tr')?.textContent ?? '';

describe('the result of a check that saw several things', () => {
  const resultOf = (id: CheckId, observations: readonly Observation[]) => {
    const { services } = window;
    const facts = services.run.getState();
    const finished = [{ id, outcome: 'done', durationMs: 1 }] as const;
    const plan = { checks: [{ id }], samples: 1, deadlineMs: 1, workDeadlineMs: 1, readOnly: false };
    return checkRows({ ...facts, plan, finished, observations }, 1)[0]?.result;
  };
  let window: TestWindow;
  beforeAll(async () => {
    window = await openWindow();
  });

  test('is its own answer, and not the last thing it saw', () => {
    const negotiated = observe('smb2-negotiated');
    expect(resultOf('smb2-negotiate', [negotiated, observe('smb2-dialect')])).toEqual(describeObservation(negotiated));
  });

  test('is the fault, wherever it stands', () => {
    const silent = { ...observe('negotiate-no-answer'), check: 'smb2-negotiate' } as const;
    expect(resultOf('smb2-negotiate', [silent, observe('smb2-negotiated')])).toEqual(describeObservation(silent));
  });

  test('is the last where none is more telling', () => {
    const last = { ...observe('tcp-connected'), port: 139 };
    expect(resultOf('tcp', [observe('tcp-refused'), last])).toEqual(describeObservation(last));
  });
});

describe('the checks while they run', () => {
  test('say in the headline what is waited for, and in each row how it stands', async () => {
    const window = await openWindow('stalled');
    await window.startRun();
    expect(title()).toBe(text('window.checks.starting'));
    await window.settle(() => {
      window.play(echoesRun);
    });
    expect(title()).toBe(text('check.smb1-echo.waiting'));
    expect(row('smb1-tree')).toContain(text('window.check-state.passed'));
    expect(row('smb1-tree')).toContain(text('observation.tree-connected', { share: 'rw' }));
    expect(row('smb1-echo')).toContain(text('window.check-state.running'));
    expect(row('smb1-liveness')).toContain(text('window.check-state.waiting'));
  });

  test('draw the fault line as sentences, and say the latest to screen readers', async () => {
    const window = await openWindow('stalled');
    await window.startRun();
    await window.settle(() => {
      window.play(echoesRun);
    });
    const line = within(screen.getByRole('list', { name: text('window.fault-line') }));
    expect(line.getAllByRole('button')).toHaveLength(4);
    expect(line.getByRole('button', { name: /^Port \d+ Open .* ms passed$/ })).toBeTruthy();
    expect(line.getByRole('button', { name: new RegExp(`${text('window.stop-state.running')}$`) })).toBeTruthy();
    expect(screen.getByText(/^SMB session, Running, .*being tested$/)).toBeTruthy();
  });

  test('can skip the running one, and stop with what there is', async () => {
    const window = await openWindow('stalled');
    await window.startRun();
    await window.settle(() => {
      window.play(echoesRun);
    });
    fireEvent.click(screen.getByRole('button', { name: text('window.checks.skip') }));
    expect(window.asked).toContainEqual({ request: 'skipCheck', args: [1, 'smb1-echo'] });
    await window.settle(() => fireEvent.click(screen.getByRole('button', { name: text('window.checks.stop') })));
    expect(window.asked).toContainEqual({ request: 'stopRun', args: [1] });
    expect(window.services.way.getState().screen).toBe('findings');
  });

  test('take the second click of a double click for no stop, and the keyboard at its word', async () => {
    const window = await openWindow('stalled');
    await window.startRun();
    await window.settle(() => {
      window.play(echoesRun);
    });
    const stopped = () => window.asked.filter(({ request }) => request === 'stopRun' || request === 'skipCheck');
    const click = (label: 'stop' | 'skip', detail: number) =>
      window.settle(() =>
        fireEvent.click(screen.getByRole('button', { name: text(`window.checks.${label}`) }), { detail }),
      );
    window.pass(300);
    await click('stop', 1);
    await click('skip', 1);
    expect(stopped()).toEqual([]);
    await click('skip', 0);
    expect(stopped()).toHaveLength(1);
    window.pass(200);
    await click('stop', 2);
    expect(stopped()).toHaveLength(1);
    await click('stop', 1);
    expect(stopped()).toHaveLength(2);
  });

  test('go on to the findings by themselves at the end', async () => {
    const window = await openWindow('healthy');
    await window.finishRun();
    expect(window.services.way.getState().screen).toBe('findings');
  });

  test('stay when the technician has touched the screen, with a button that goes on', async () => {
    const window = await openWindow('healthy');
    await window.startRun();
    fireEvent.pointerDown(screen.getByRole('table'));
    await window.settle(() => {
      window.play();
      window.end();
    });
    expect(title()).toBe(text('window.checks.finished'));
    await window.settle(() =>
      fireEvent.click(screen.getByRole('button', { name: text('window.checks.show-findings') })),
    );
    expect(window.services.way.getState().screen).toBe('findings');
  });

  test('say that the test process is gone, what is kept, and offer to run again', async () => {
    const window = await openWindow('stalled');
    await window.startRun();
    await window.settle(() => {
      window.play(echoesRun);
      window.end('process-gone');
    });
    expect(title()).toBe(text('window.checks.process-gone'));
    expect(screen.getByText(text('window.process-gone', { kept: 6, rest: 2 }))).toBeTruthy();
    expect(screen.getAllByRole('button', { name: text('window.run-again') }).length).toBeGreaterThan(0);
    expect(row('smb1-echo')).toContain(text('window.check-state.not-reached'));
  });

  test('mark a refused sign-in as a fault', async () => {
    const refused = await openWindow('logon-failed');
    await refused.finishRun();
    await refused.settle(() => {
      refused.services.way.getState().go('checks');
    });
    expect(row('smb1-session')).toContain(text('window.check-state.broken'));
  });

  test('mark a dialect that is off as a plain No', async () => {
    const off = await openWindow('smb1-disabled');
    await off.finishRun();
    await off.settle(() => {
      off.services.way.getState().go('checks');
    });
    expect(row('smb1-negotiate')).toContain(text('window.check-state.not-possible'));
  });
});
