import { describe, expect, test } from 'vitest';
import { message } from '../../../app/wording/message.ts';
import { createTranslator } from '../../../app/wording/translator.ts';

const translate = createTranslator();

test('puts a sentence within a sentence into words', () => {
  const words = translate(
    message('observation.connection-cut', { command: message('series.smb1.echo'), end: message('end.rst') }),
  );
  expect(words).toBe('The connection was cut while Echo was outstanding (RST, a reset)');
});

test('formats durations and numbers', () => {
  expect(translate(message('observation.exchange-no-answer', { command: 'X', ms: 38_420 }))).toBe(
    'No answer to X in 38.4 s',
  );
  expect(translate(message('check.progress.echo', { answered: 1500, samples: 20_000 }))).toBe(
    '1,500 of 20,000 echoes answered',
  );
});

test('an id outside the catalogue comes back as itself', () => {
  expect(translate({ id: 'no.such.sentence' })).toBe('no.such.sentence');
});

test('a language without a catalogue is spoken in English', () => {
  expect(createTranslator('de')(message('fault-line.name'))).toBe('Name');
});

describe('what a person or a server wrote stays as it is', () => {
  test.each([
    '{{host}}',
    '{{ms, ms}}',
    '$t(cause.healthy.headline)',
    '$t(cause.healthy.headline, {"a": 1})',
    '<b>&amp;</b>',
    'nas-01_other',
    '$1 $& $$',
  ])('%j', (host) => {
    expect(translate(message('cause.inconclusive.summary', { host }))).toBe(`What was seen at ${host} fits no cause.`);
    const inner = message('cause.inconclusive.summary', { host });
    expect(translate(message('cli.wrong-usage', { problem: inner }))).toBe(
      `Wrong usage: What was seen at ${host} fits no cause.`,
    );
  });
});
