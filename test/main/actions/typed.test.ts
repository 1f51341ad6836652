import { expect, test } from 'vitest';
import { typed } from '../../../main/actions/typed.ts';

test.each([
  [['net', 'use', 'P:'], 'net use P:'],
  [['net', 'use', '\\\\nas01\\Daten & Pläne'], 'net use "\\\\nas01\\Daten & Pläne"'],
  [['logoff', '3', '/server:rds02'], 'logoff 3 /server:rds02'],
  [['x', ''], null],
  [['x', 'a"b'], null],
  [['x', '%PATH%'], null],
  [['x', '$(calc)'], null],
  [['x', '`calc`'], null],
  [['x', 'a\nb'], null],
  [['x', 'a|b'], null],
  [['x', 'a>b'], null],
  [['x', 'a^b'], null],
  [['x', 'a b\\'], null],
  [['x', '“a”'], null],
])('%j', (words, line) => {
  expect(typed(...words)).toEqual(line === null ? [] : [line]);
});
