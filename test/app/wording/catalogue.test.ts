import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { causeOrder, causes } from '../../../app/knowledge/causes.ts';
import { checkOrder, checks } from '../../../app/knowledge/checks.ts';
import { signInStatuses } from '../../../app/knowledge/sign-in-statuses.ts';
import { seriesIds } from '../../../app/model/exchange.ts';
import { Confidence } from '../../../app/model/finding.ts';
import { english } from '../../../app/wording/en/index.ts';
import type { ViolationReason } from '../../../main/net/failure.ts';
import { seriesName } from '../../../app/wording/terms.ts';
import { faultsOf, parameterNames, wordsOf } from './words.ts';

const texts: readonly (readonly [string, string])[] = Object.entries(english);

test('no part of the catalogue hides a sentence of another', async () => {
  const folder = new URL('../../../app/wording/en/', import.meta.url);
  const parts: Record<string, unknown>[] = [];
  for (const file of readdirSync(folder).filter((name) => name !== 'index.ts')) {
    const module = (await import(new URL(file, folder).href)) as Record<string, Record<string, unknown>>;
    parts.push(...Object.values(module));
  }
  const ids = parts.flatMap((part) => Object.keys(part));
  expect(ids.length).toBe(new Set(ids).size);
  expect([...ids].sort()).toEqual(texts.map(([id]) => id).sort());
});

describe('every text', () => {
  test.each<[string, (id: string, text: string) => boolean]>([
    ['has words', (_id, text) => text.trim() !== ''],
    ['has whole parameters', (_id, text) => /^(?:[^{}]|\{\{\w+(?:, (?:ms|number))?\}\})*$/.test(text)],
    // These names mean something to the library that puts texts together.
    [
      'avoids the names of options',
      (_id, text) =>
        !parameterNames(text).some((name) =>
          ['context', 'ordinal', 'lng', 'lngs', 'ns', 'defaultValue', 'replace', 'postProcess'].includes(name),
        ),
    ],
    ['counts only where it has plural forms', (id, text) => !text.includes('{{count}}') || /_(one|other)$/.test(id)],
    ['has both plural forms or none', (id) => !id.endsWith('_one') || `${id.slice(0, -4)}_other` in english],
    ['has no straight apostrophe between letters', (_id, text) => !/\p{L}'\p{L}/u.test(text)],
    ['neither begins nor ends with space', (_id, text) => text === text.trim()],
  ])('%s', (_rule, holds) => {
    expect(texts.filter(([id, text]) => !holds(id, text)).map(([id]) => id)).toEqual([]);
  });
});

test.each(causeOrder.map((id) => [id] as const))('%s has a headline of at most six words', (id) => {
  expect(faultsOf({ id: causes[id].headline })).toEqual([]);
  const words = wordsOf({ id: causes[id].headline }).split(/\s+/);
  expect(words.length).toBeLessThanOrEqual(6);
  expect(faultsOf({ id: `fault-line.value.${id}` })).toEqual([]);
});

test('headlines differ', () => {
  const headlines = causeOrder.map((id) => wordsOf({ id: causes[id].headline }));
  expect(new Set(headlines).size).toBe(headlines.length);
});

test('every check, series and confidence has a name', () => {
  const ids = [
    ...checkOrder.flatMap((id) => [checks[id].label, checks[id].waiting]),
    ...Confidence.options.map((id) => `confidence.${id}`),
  ];
  expect(ids.flatMap((id) => faultsOf({ id }))).toEqual([]);
  expect(seriesIds.flatMap((series) => faultsOf(seriesName(series)))).toEqual([]);
});

test('every restriction of an account has words', () => {
  const rows = Object.values(signInStatuses).filter(({ cause }) => cause === 'account-restricted');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.flatMap(({ detail }) => faultsOf({ id: `restriction.${detail}` }))).toEqual([]);
});

test('every way to break the protocol has words', () => {
  const reasons: Readonly<Record<ViolationReason, true>> = {
    framing: true,
    'frame-too-long': true,
    'netbios-session-message': true,
    'wrong-protocol': true,
    'not-a-reply': true,
    malformed: true,
    'wrong-command': true,
    'wrong-pid': true,
    'unknown-mid': true,
    'wrong-dialect': true,
    'echo-data': true,
    'echo-sequence': true,
    'file-data': true,
    'no-challenge': true,
    'endless-authentication': true,
    'unproven-server': true,
    'bad-signature': true,
    'not-signed': true,
    'no-credits': true,
    flood: true,
  };
  expect(Object.keys(reasons).flatMap((reason) => faultsOf({ id: `violation.${reason}` }))).toEqual([]);
});
