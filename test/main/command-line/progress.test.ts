import { expect, test } from 'vitest';
import type { Observation } from '../../../app/model/observation.ts';
import type { CheckResult, RunEvent } from '../../../app/model/run.ts';
import { message } from '../../../app/wording/message.ts';
import { createTranslator } from '../../../app/wording/translator.ts';
import { createProgressLines } from '../../../main/command-line/progress.ts';
import { observe } from '../../app/observations.ts';

const translate = createTranslator();
const saw = (observation: Observation): RunEvent => ({ type: 'observation', observation });
const finished = (result: Omit<CheckResult, 'durationMs'>): RunEvent => ({
  type: 'check-finished',
  result: { ...result, durationMs: 5 },
});

function linesOf(...events: readonly RunEvent[]): readonly string[] {
  const lines = createProgressLines();
  return events.flatMap((event) => lines(event).map(translate));
}

const ipc = observe('tree-connected', { share: 'IPC$' });
const team = observe('tree-refused', { share: 'Team' });

test('everything that a check saw gets a line, the last one with the time', () => {
  const lines = linesOf(saw(ipc), saw(team), finished({ id: 'smb1-tree', outcome: 'done' }));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe('Connect to the share: Connected to IPC$');
  expect(lines[1]).toMatch(/^Connect to the share: Team was refused with .* \(5 ms\)$/);
});

test('what a check saw before it was stopped is told too', () => {
  const why = message('check.why.stopped');
  const lines = linesOf(saw(ipc), finished({ id: 'smb1-tree', outcome: 'cancelled', why }));
  expect(lines[0]).toBe('Connect to the share: Connected to IPC$');
  expect(lines[1]).toMatch(/^Connect to the share: stopped\. /);
});

test('a check that saw nothing has ended all the same', () => {
  expect(linesOf(finished({ id: 'smb1-tree', outcome: 'done' }))).toEqual(['Connect to the share: done (5 ms)']);
});

test('what signing off brings to light is told at once', () => {
  const deleted = observe('session-deleted', {});
  const lines = linesOf(finished({ id: deleted.check, outcome: 'done' }), saw(deleted));
  expect(lines[1]).toContain('no longer knows the session');
});
