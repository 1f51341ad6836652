import { beforeEach, describe, expect, test } from 'vitest';
import { timerSettings } from '../../../app/knowledge/timer-settings.ts';
import { TimerSettingId } from '../../../app/model/action.ts';
import type { RequestOf } from '../../../app/model/action.ts';
import { consented, planned, unplanned } from './consented.ts';
import { createFakePc } from './fake-pc.ts';
import type { FakePc } from './fake-pc.ts';

const request = { action: 'set-timer', timer: 'sess-timeout', value: 75 } as const;
const value = 'SYSTEM\\CurrentControlSet\\Services\\LanmanWorkstation\\Parameters\\SessTimeout';
const dword = (octet: number) => ({ type: 4, octets: Buffer.from([octet, 0, 0, 0]) });

let pc: FakePc;
beforeEach(() => {
  pc = createFakePc();
});

async function undoOf(result: ReturnType<typeof consented>): Promise<RequestOf<'restore-timer'>> {
  const ended = await result;
  if (ended.outcome !== 'done' || ended.undo === undefined) throw new Error(JSON.stringify(ended));
  return ended.undo;
}

test('a value that was not there is set, and undone by deleting it', async () => {
  const undo = await undoOf(consented(pc, request));
  expect(pc.values.get(value)).toEqual(dword(75));
  expect(undo.former).toBeNull();
  expect((await planned(pc, undo)).does).toMatchObject([{ id: 'action.restore-timer.does.delete' }]);
  expect(await consented(pc, undo)).toEqual({ outcome: 'done', notes: [] });
  expect(pc.values.has(value)).toBe(false);
});

test.each([
  ['a number', dword(45)],
  ['text', { type: 1, octets: Buffer.from('60\0', 'utf16le') }],
  ['a number of two bytes', { type: 4, octets: Buffer.from([60, 0]) }],
  ['nothing at all', { type: 0, octets: Buffer.alloc(0) }],
])('%s that stood there comes back to the bit', async (_what, former) => {
  pc.values.set(value, former);
  const undo = await undoOf(consented(pc, request));
  expect(pc.values.get(value)).toEqual(dword(75));
  expect((await consented(pc, undo)).outcome).toBe('done');
  expect(pc.values.get(value)).toEqual(former);
});

test('what somebody else has changed since is not undone', async () => {
  const undo = await undoOf(consented(pc, request));
  pc.values.set(value, dword(90));
  expect(await unplanned(pc, undo)).toMatchObject({
    outcome: 'changed-since',
    what: { id: 'action.restore-timer.changed' },
  });
  expect(pc.values.get(value)).toEqual(dword(90));
});

test('the plan says what stands there, when it takes effect, and what to type', async () => {
  pc.values.set(value, dword(45));
  const plan = await planned(pc, request);
  const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanWorkstation\\Parameters';
  expect(plan.commands).toEqual([
    `reg export ${key} session-doctor-before.reg /y`,
    `reg add ${key} /v SessTimeout /t REG_DWORD /d 75 /f`,
  ]);
  expect(plan.undo).toMatchObject({ params: { former: { params: { value: 45 } } } });
  expect(plan.breaks).toMatchObject([{ params: { after: { id: 'action.set-timer.after.restart' } } }]);
});

describe('the range', () => {
  test.each(TimerSettingId.options)('of %s is kept', async (timer) => {
    const { least, most } = timerSettings[timer];
    for (const inside of [least, most]) await planned(pc, { action: 'set-timer', timer, value: inside });
    for (const outside of [least - 1, ...(most < 0xffff_ffff ? [most + 1] : [])]) {
      expect(await unplanned(pc, { action: 'set-timer', timer, value: outside })).toEqual({
        outcome: 'refused',
        why: 'out-of-range',
      });
    }
  });
});

test('a right that is lacking is denied, and a value that is not kept is told', async () => {
  pc.fails.set('writeValue', { kind: 'access-denied', api: 'RegCreateKeyExW', code: 5 });
  expect(await consented(pc, request)).toEqual({ outcome: 'denied', api: 'RegCreateKeyExW', code: 5 });
  pc.fails.clear();
  pc.values.set = () => pc.values;
  expect(await consented(pc, request)).toMatchObject({
    outcome: 'half-done',
    didNot: [{ id: 'action.set-timer.not-kept' }],
  });
});
