// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { RecordingName } from '../recordings.ts';
import type { TestWindow } from '../window.tsx';
import { openWindow, text } from '../window.tsx';

async function charts(name: RecordingName): Promise<TestWindow> {
  const window = await openWindow(name);
  await window.finishRun();
  await window.settle(() => {
    window.services.way.getState().go('charts');
  });
  return window;
}

const cards = () => screen.getAllByRole('group').filter((card) => within(card).queryByRole('application') !== null);

describe('the charts', () => {
  test('ask main for no more than a thousand points a series', async () => {
    const window = await charts('healthy');
    const asked = window.asked.filter(({ request }) => request === 'chartSamples');
    expect(asked.length).toBeGreaterThan(0);
    for (const { args } of asked) expect(args[2]).toBeLessThanOrEqual(1000);
  });

  test('are titled with what they show', async () => {
    await charts('stalled');
    expect(screen.getByText(text('window.chart.echo-lost', { lost: 1, sent: 61 }))).toBeTruthy();
    expect(screen.getByText(text('window.waterfall.title-lost', { request: text('series.smb1.echo') }))).toBeTruthy();
    expect(screen.getByText(/axis cut between .* 12 of 12 requests shown/)).toBeTruthy();
  });

  test('stand beside the same numbers as a table, to which T switches', async () => {
    const window = await charts('stalled');
    const [latency] = cards();
    await window.settle(() => fireEvent.keyDown(latency ?? document.body, { key: 't' }));
    const table = screen.getByRole('table');
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.length).toBe(71);
    expect(rows.filter((row) => row.textContent.includes(text('window.pane.no-answer')))).toHaveLength(1);
    await window.settle(() => fireEvent.click(screen.getByRole('button', { name: text('window.chart.copy-table') })));
    const copied = window.asked.at(-1);
    expect(copied?.request).toBe('copyText');
    expect(String(copied?.args[0]).split('\n')).toHaveLength(72);
  });

  test('keep the focus in the view that T switches to', async () => {
    const window = await charts('stalled');
    const [card = document.body] = cards();
    const press = (element: Element | null) =>
      window.settle(async () => {
        fireEvent.keyDown(element ?? document.body, { key: 't' });
        await new Promise((drawn) => requestAnimationFrame(drawn));
      });
    within(card).getByRole('application').focus();
    await press(document.activeElement);
    expect(document.activeElement).toBe(within(card).getByRole('region'));
    await press(document.activeElement);
    expect(document.activeElement).toBe(within(card).getByRole('application'));
  });

  test('cut no mark in half that lies on the edge of the axis', async () => {
    await charts('stalled');
    const [latency = document.body] = cards();
    expect(latency.querySelectorAll('.recharts-scatter-symbol').length).toBeGreaterThan(5);
    expect(latency.querySelectorAll('[clip-path]')).toHaveLength(0);
  });

  test('are one tab stop each, whose samples are walked and read with arrow keys', async () => {
    const window = await charts('stalled');
    const chart = within(cards()[0] ?? document.body).getByRole('application');
    expect(chart.tabIndex).toBe(0);
    await window.settle(() => fireEvent.keyDown(chart, { key: 'Home' }));
    expect(screen.getByText(new RegExp(`${text('series.tcp.connect')} \\d`))).toBeTruthy();
    await window.settle(() => fireEvent.keyDown(chart, { key: 'End' }));
    await window.settle(() => fireEvent.keyDown(chart, { key: 'ArrowLeft', ctrlKey: true }));
    expect(screen.getByText(new RegExp(`${text('series.smb1.echo')}: no answer`))).toBeTruthy();
  });

  test('open the evidence of a row with Enter', async () => {
    const window = await charts('stalled');
    const waterfall = within(cards()[1] ?? document.body).getByRole('application');
    await window.settle(() => fireEvent.keyDown(waterfall, { key: 'ArrowDown' }));
    await window.settle(() => fireEvent.keyDown(waterfall, { key: 'Enter' }));
    expect(window.services.way.getState().screen).toBe('evidence');
    expect(window.services.evidence.getState().selected).toEqual({ kind: 'exchange', id: 'x-1' });
  });
});
