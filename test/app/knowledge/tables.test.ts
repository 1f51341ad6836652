import { describe, expect, test } from 'vitest';
import { causeOrder } from '../../../app/knowledge/causes.ts';
import { checkOrder, checks } from '../../../app/knowledge/checks.ts';
import { faultStops } from '../../../app/knowledge/fault-stops.ts';
import { emptyStatuses, fileObstacles } from '../../../app/knowledge/file-statuses.ts';
import { endedStatuses, limitStatuses, signInStatuses, treeStatuses } from '../../../app/knowledge/sign-in-statuses.ts';
import { dosStatuses, ntStatuses } from '../../../app/knowledge/statuses.ts';
import { CheckId } from '../../../app/model/check.ts';
import { CauseId } from '../../../app/model/finding.ts';

test('every cause has its row, and every check', () => {
  expect([...causeOrder].sort()).toEqual([...CauseId.options].sort());
  expect([...checkOrder].sort()).toEqual([...CheckId.options].sort());
});

test('a check comes after all that it needs', () => {
  for (const id of checkOrder) {
    for (const need of checks[id].needs) expect(checkOrder.indexOf(need)).toBeLessThan(checkOrder.indexOf(id));
  }
});

test('every stop of the fault line has a check', () => {
  expect(new Set(checkOrder.map((id) => checks[id].stop))).toEqual(new Set(faultStops));
});

describe('statuses that rules look for are known by those names', () => {
  const names = new Set([...ntStatuses, ...dosStatuses].map(({ name }) => name));
  test.each([
    ['sign-in', Object.keys(signInStatuses)],
    ['share', Object.keys(treeStatuses)],
    ['end', [...endedStatuses]],
    ['limit', Object.keys(limitStatuses)],
    ['file', Object.keys(fileObstacles)],
    ['empty', [...emptyStatuses]],
  ])('%s', (_name, used) => {
    expect(used.filter((name) => !names.has(name))).toEqual([]);
  });
});
