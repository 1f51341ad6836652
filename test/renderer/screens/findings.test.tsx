// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openWindow, text } from '../window.tsx';

const evidence = () => screen.getByRole('grid', { name: text('window.findings.evidence') });
const pane = () => screen.getByRole('complementary', { name: text('window.pane') });

describe('the findings', () => {
  test.each([
    ['healthy', 'healthy'],
    ['logon-failed', 'logon-failed'],
    ['stalled', 'connection-stalled'],
    ['smb1-disabled', 'smb1-disabled'],
  ] as const)('of the recorded run %s say %s first, how sure, and what to do', async (name, cause) => {
    const window = await openWindow(name);
    await window.finishRun();
    const verdict = window.services.run.getState().ended?.findings[0];
    const title = screen.getByRole('heading', { level: 1 });
    expect(title.textContent).toBe(text(`cause.${cause}.headline`));
    expect(document.activeElement).toBe(title);
    expect(title.getAttribute('aria-live')).toBe('assertive');
    expect(screen.getByText(cause)).toBeTruthy();
    expect(screen.getByText(text(`window.confidence.${verdict?.confidence ?? 'possible'}`))).toBeTruthy();
    expect(screen.getByText(/^Next: /)).toBeTruthy();
  });

  test('show the deciding reply beside the verdict: raw status, meaning, source, bytes and filter', async () => {
    const window = await openWindow('logon-failed');
    await window.finishRun();
    const beside = within(pane());
    expect(beside.getByText('0xC000006D')).toBeTruthy();
    expect(beside.getByText(text('window.pane.meaning'))).toBeTruthy();
    expect(beside.getByText(text('window.pane.source'))).toBeTruthy();
    expect(beside.getByText('6D 00 00 C0')).toBeTruthy();
    expect(beside.getByText(text('field.nt-status'))).toBeTruthy();
    expect(beside.getByText(/^smb\.mid == \d+ && smb\.cmd == 0x73$/)).toBeTruthy();
  });

  test('list what speaks for the verdict, and say when nothing speaks against it', async () => {
    const window = await openWindow('stalled');
    await window.finishRun();
    const rows = within(evidence()).getAllByRole('row');
    const finding = window.services.run.getState().ended?.findings[0];
    expect(rows).toHaveLength(1 + (finding?.evidence.length ?? 0) + 1);
    expect(within(evidence()).getByText(text('window.findings.nothing-against'))).toBeTruthy();
  });

  test('are walked with the arrow keys, one tab stop for the list, the pane following', async () => {
    const window = await openWindow('stalled');
    await window.finishRun();
    const [first, second] = within(evidence()).getAllByRole('row').slice(1);
    expect(first?.getAttribute('aria-selected')).toBe('true');
    expect([first?.tabIndex, second?.tabIndex]).toEqual([0, -1]);
    await window.settle(() => fireEvent.keyDown(first ?? document.body, { key: 'ArrowDown' }));
    expect(second?.getAttribute('aria-selected')).toBe('true');
    expect(document.activeElement).toBe(second);
    expect(within(pane()).getByRole('heading', { level: 2 }).textContent).toBe(
      text('observation.second-connection.answered'),
    );
  });

  test('name the field under the cursor in the bytes', async () => {
    const window = await openWindow('logon-failed');
    await window.finishRun();
    const bytes = within(pane()).getByRole('application');
    for (let step = 0; step < 4; step++) await window.settle(() => fireEvent.keyDown(bytes, { key: 'ArrowDown' }));
    expect(within(pane()).getByText('TID')).toBeTruthy();
    await window.settle(() => fireEvent.keyDown(bytes, { key: 'ArrowRight' }));
    await window.settle(() => fireEvent.keyDown(bytes, { key: 'ArrowRight' }));
    expect(within(pane()).getByText('PIDLow')).toBeTruthy();
  });

  test('copy bytes and filter through main', async () => {
    const window = await openWindow('logon-failed');
    await window.finishRun();
    const copy = within(pane()).getByRole('button', { name: text('window.pane.copy-filter') });
    await window.settle(() => fireEvent.click(copy));
    expect(window.asked.at(-1)).toEqual({
      request: 'copyText',
      args: [expect.stringMatching(/^smb\.mid == \d+ && smb\.cmd == 0x73$/)],
    });
  });

  test('offer the report first, and a run again first where nothing is clear', async () => {
    const window = await openWindow('healthy');
    await window.startRun();
    await window.settle(() => {
      window.play((event) => event.type === 'check-started' && event.check === 'smb1-echo');
      window.end('stopped');
    });
    await window.settle(() => {
      window.services.way.getState().go('findings');
    });
    expect(window.services.run.getState().ended?.findings[0]?.cause).toBe('inconclusive');
    const buttons = screen.getAllByRole('button').map((button) => button.textContent);
    expect(buttons.at(-1)).toBe(text('window.run-again'));
  });

  test('say that a run is from other settings once an answer was changed', async () => {
    const window = await openWindow('healthy');
    await window.settle(() => {
      const { target } = window.services;
      target.getState().set({ host: 'NAS-ARC01', user: 'tester', password: 'Correct-Horse-7' });
      window.services.way.getState().go('target');
    });
    await window.settle(() => fireEvent.click(screen.getByRole('button', { name: /^Run / })));
    await window.settle(() => {
      window.play();
      window.end();
    });
    expect(screen.queryByText(text('window.other-settings'))).toBeNull();
    await window.settle(() => {
      window.services.target.getState().set({ share: 'Projects' });
    });
    expect(screen.getByText(text('window.other-settings'))).toBeTruthy();
    expect(screen.getByText(text('window.rail.other-settings'))).toBeTruthy();
    expect(window.services.run.getState().ended).not.toBeNull();
  });
});
