import { describe, expect, test } from 'vitest';
import { timerOrder, timers } from '../../../app/knowledge/timers.ts';
import type { StoredValue } from '../../../app/model/stored-value.ts';
import type { TimerFacts } from '../../../app/reasoning/timers.ts';
import { readTimer } from '../../../app/reasoning/timers.ts';

const dword = (value: number): StoredValue => ({ type: 'REG_DWORD', value });
const windows11 = 26_100;

function facts(rest: Partial<TimerFacts>): TimerFacts {
  return { stored: undefined, reported: null, build: windows11, ...rest };
}

describe('SessTimeout', () => {
  test.each<[string, Partial<TimerFacts>, object]>([
    ['not set', {}, { configured: null, effective: 60, source: 'default' }],
    ['not set on Windows 2000', { build: 2195 }, { effective: 45, default: 45 }],
    ['not set on an unknown Windows', { build: null }, { effective: null, default: null }],
    ['set', { stored: dword(90) }, { configured: 90, effective: 90, default: 60, source: 'registry' }],
    ['the least', { stored: dword(10) }, { effective: 10 }],
    ['the most', { stored: dword(65_535) }, { effective: 65_535 }],
    ['too little', { stored: dword(9) }, { configured: 9, effective: null, problem: 'out-of-range' }],
    ['too much', { stored: dword(65_536) }, { configured: 65_536, effective: null, problem: 'out-of-range' }],
    [
      'a text',
      { stored: { type: 'REG_SZ', value: '90' } },
      { configured: null, effective: null, problem: 'wrong-type', stored: 'REG_SZ “90”' },
    ],
    [
      'eight bytes',
      { stored: { type: 'REG_QWORD', value: 90n } },
      { configured: null, problem: 'wrong-type', stored: 'REG_QWORD “90”' },
    ],
    [
      'a DWORD of the wrong size',
      { stored: { type: 'other', code: 4, value: Uint8Array.of(1, 2) } },
      { problem: 'wrong-type', stored: 'type 4, 2 bytes' },
    ],
    ['in the user’s hive only', { astray: 'wrong-hive' }, { configured: null, effective: 60, problem: 'wrong-hive' }],
    ['told by the service', { reported: 60 }, { configured: null, effective: 60, source: 'server' }],
    ['set and taken over', { stored: dword(90), reported: 90 }, { effective: 90, source: 'server' }],
    [
      'set and not taken over',
      { stored: dword(90), reported: 60 },
      { configured: 90, effective: 60, problem: 'not-in-force' },
    ],
    [
      'out of range, and what the service makes of it',
      { stored: dword(5), reported: 60 },
      { configured: 5, effective: 60, problem: 'out-of-range' },
    ],
  ])('%s', (_name, given, expected) => {
    expect(readTimer('sess-timeout', facts(given))).toMatchObject(expected);
  });

  test('in order has no problem', () => {
    expect(readTimer('sess-timeout', facts({ stored: dword(90) }))).not.toHaveProperty('problem');
  });
});

test('ExtendedSessTimeout is four times SessTimeout where it is not set', () => {
  expect(readTimer('extended-sess-timeout', facts({ derivedFrom: 60 })).effective).toBe(240);
  expect(readTimer('extended-sess-timeout', facts({ derivedFrom: null })).effective).toBeNull();
  expect(readTimer('extended-sess-timeout', facts({ derivedFrom: 60, stored: dword(1000) })).effective).toBe(1000);
});

test('AutoDisconnect may be never', () => {
  const never = readTimer('auto-disconnect', facts({ stored: dword(0xffffffff) }));
  expect(never).toMatchObject({ effective: 0xffffffff });
  expect(never).not.toHaveProperty('problem');
});

test('a durable handle lived shorter on Windows Server 2012', () => {
  expect(readTimer('durable-handle-v2-timeout', facts({ build: 9200 })).default).toBe(60);
  expect(readTimer('durable-handle-v2-timeout', facts({ build: 9600 })).default).toBe(180);
  expect(readTimer('durable-handle-v2-timeout', facts({ build: 7601 })).default).toBeNull();
});

test('a long text is cut', () => {
  const stored: StoredValue = { type: 'REG_MULTI_SZ', value: ['x'.repeat(200)] };
  expect(readTimer('keep-conn', facts({ stored })).stored).toMatch(/^REG_MULTI_SZ “x{80}…”$/);
});

describe('the table', () => {
  test.each(timerOrder.map((id) => [id] as const))(
    '%s: the default is in range, builds rise, it has a source',
    (id) => {
      const { defaults, range, source, derived } = timers[id];
      expect(source).not.toBe('');
      expect(defaults.length > 0 || derived !== undefined).toBe(true);
      expect(defaults.map(({ fromBuild }) => fromBuild)).toEqual(
        defaults.map(({ fromBuild }) => fromBuild).sort((a, b) => a - b),
      );
      for (const { value } of defaults) {
        expect(value).toBeGreaterThanOrEqual(range?.min ?? 0);
        expect(value).toBeLessThanOrEqual(range?.max ?? 0xffffffff);
      }
    },
  );

  test('no two stand in one place', () => {
    const places = timerOrder.flatMap((id) => timers[id].stored ?? []).map(({ key, name }) => `${key}\\${name}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBeGreaterThan(10);
  });
});
