// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { SaveReportAnswer } from '../../../app/contract.ts';
import { openWindow, text } from '../window.tsx';

async function report(save?: SaveReportAnswer) {
  const window = await openWindow('logon-failed', save === undefined ? {} : { save });
  await window.finishRun();
  await window.settle(() => {
    window.services.way.getState().go('report');
  });
  return window;
}

describe('the report screen', () => {
  test('previews verdict, what to do, response times and evidence', async () => {
    await report();
    const paper = within(screen.getByRole('article'));
    expect(paper.getByText(text('cause.logon-failed.headline'))).toBeTruthy();
    expect(paper.getByText(text('window.report.what-to-do'))).toBeTruthy();
    expect(paper.getByText('smb1.echo')).toBeTruthy();
    expect(paper.getByText('o-5')).toBeTruthy();
  });

  test('saves with the primary button and Ctrl+Enter, says where, and the rail knows it', async () => {
    const window = await report();
    await window.settle(() => fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true }));
    expect(window.asked.at(-1)).toEqual({ request: 'saveReport', args: [1] });
    expect(screen.getByText(text('window.report.saved', { path: 'C:\\Tickets\\report.json' }))).toBeTruthy();
    expect(
      screen.getByRole('button', { name: `${text('window.rail.report')} ${text('window.rail.saved')}` }),
    ).toBeTruthy();
  });

  test.each([
    ['disk-full', text('window.report.failed.disk-full')],
    ['no-permission', text('window.report.failed.no-permission')],
    ['other', text('window.report.failed.other', { detail: 'EIO' })],
  ] as const)('says why it could not save: %s', async (code, words) => {
    const window = await report({ saved: false, reason: 'failed', code, detail: 'EIO' });
    await window.settle(() => fireEvent.click(screen.getByRole('button', { name: text('window.report.save') })));
    expect(screen.getByText(words)).toBeTruthy();
  });

  test('says nothing of a dialog that was cancelled', async () => {
    const window = await report({ saved: false, reason: 'cancelled' });
    await window.settle(() => fireEvent.click(screen.getByRole('button', { name: text('window.report.save') })));
    expect(screen.queryByText(/Could not save|Saved/)).toBeNull();
  });

  test('copies the summary through main', async () => {
    const window = await report();
    await window.settle(() => fireEvent.click(screen.getByRole('button', { name: text('window.report.copy') })));
    expect(window.asked.at(-1)).toEqual({ request: 'copySummary', args: [1] });
    expect(screen.getByRole('button', { name: text('window.report.copied') })).toBeTruthy();
  });
});
