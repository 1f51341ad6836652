// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { TestWindow } from '../window.tsx';
import { openWindow, text } from '../window.tsx';

let window: TestWindow;
beforeEach(async () => {
  window = await openWindow('logon-failed');
  await window.finishRun();
  await window.settle(() => {
    window.services.way.getState().go('evidence');
  });
});

const rows = () => within(screen.getByRole('grid')).getAllByRole('row').slice(1);
const filter = (value: string) =>
  window.settle(() => fireEvent.change(screen.getByLabelText(text('window.evidence.filter')), { target: { value } }));

describe('the evidence', () => {
  test('holds every observation and every exchange', () => {
    const { observations, exchanges } = window.services.run.getState();
    expect(rows()).toHaveLength(observations.length + exchanges.length);
  });

  test('is filtered by every word, by status, by id and by kind', async () => {
    await filter('c000006d');
    expect(rows().length).toBeGreaterThan(0);
    for (const row of rows()) expect(row.textContent).toContain('0xC000006D');
    await filter('c000006d session');
    await window.settle(() => fireEvent.click(screen.getByRole('radio', { name: text('window.evidence.exchanges') })));
    expect(rows()).toHaveLength(1);
    await filter('no such words');
    expect(screen.getByText(text('window.evidence.no-match'))).toBeTruthy();
  });

  test('shows in the pane what a click selects', async () => {
    await filter('o-5');
    await window.settle(() => fireEvent.click(rows()[0] ?? document.body));
    expect(window.services.evidence.getState().selected).toEqual({ kind: 'observation', id: 'o-5' });
    expect(within(screen.getByRole('complementary')).getByText('0xC000006D')).toBeTruthy();
  });
});
