import { expect, test } from 'vitest';
import { timerSettings } from '../../../app/knowledge/timer-settings.ts';
import { timers } from '../../../app/knowledge/timers.ts';
import { TimerSettingId } from '../../../app/model/action.ts';

test.each(TimerSettingId.options)('%s is set where it is read, in the same unit, within its range', (id) => {
  const { stored, unit, range } = timers[id];
  const setting = timerSettings[id];
  expect(stored).toMatchObject({ hive: 'HKLM', key: setting.key, name: setting.name });
  expect(setting.unit).toBe(unit);
  expect(setting.least).toBeGreaterThanOrEqual(range?.min ?? 0);
  expect(setting.most).toBeLessThanOrEqual(range?.max ?? 0xffff_ffff);
  expect(setting.least).toBeLessThan(setting.most);
});
