import { expect, test } from 'vitest';
import type { Observation } from '../../../app/model/observation.ts';
import { meaningOf, sourceOf } from '../../../app/wording/meaning.ts';
import { describeObservation, measuredOf } from '../../../app/wording/observation.ts';
import { nt, observe, statuses } from '../observations.ts';
import { findings } from '../runs.ts';
import { faultsOf, wordsOf } from './words.ts';

const cancelled = nt(0xc0000120);
const chosen = { path: undefined } as const;
const withEchoes = { echoes: { sent: 139, answered: 138 } } as const;

/** Each form that has words of its own: the sentence, and how its meaning begins. */
const forms: readonly (readonly [Observation, string, RegExp])[] = [
  [
    observe('work-answered'),
    'Read on Accounts\\2026.xlsx was answered after 0.6 ms',
    /^The server did the work that it was/,
  ],
  [observe('work-answered', chosen), 'Read on the share was answered after 0.6 ms', /^The server did/],
  [
    observe('work-answered', { ...withEchoes, ms: 35_033 }),
    'Read on Accounts\\2026.xlsx was answered after 35 s; meanwhile 138 of 139 echoes were',
    /^About so long a server waits for another client/,
  ],
  [observe('work-answered', { ms: 2_500 }), 'Read on Accounts\\2026.xlsx was answered after 2,500 ms', /took its time/],
  [
    observe('work-answered', { series: 'smb1.session-setup', ms: 8_000 }),
    'Session setup was answered after 8,000 ms',
    /took its time/,
  ],
  [
    observe('work-answered', { status: statuses.accessDenied }),
    'Read on Accounts\\2026.xlsx was answered with 0xC0000022 STATUS_ACCESS_DENIED after 0.6 ms',
    /no stall\.$/,
  ],
  [
    observe('work-answered', { ...chosen, ...withEchoes, series: 'smb1.notify-change', status: cancelled, ms: 1_101 }),
    'While a notification waited, as it should, 138 of 139 echoes were answered',
    /^Such a request waits until something changes/,
  ],
  [
    observe('oplock-break', { acknowledged: true }),
    'A second open of a file held with an oplock was answered after 35 s; the oplock was given up at once',
    /^This is what an open costs/,
  ],
  [
    observe('oplock-break'),
    'A second open of a file held with an oplock was answered after 35 s; the oplock was never given up',
    /It was provoked, and says nothing about the user’s file\.$/,
  ],
  [
    observe('oplock-break', { outcome: 'refused', status: nt(0xc0000043) }),
    'A second open of a file held with an oplock was refused with 0xC0000043 STATUS_SHARING_VIOLATION after 35 s',
    /^This is what an open meets/,
  ],
  [
    observe('oplock-break', { outcome: 'no-answer' }),
    'A second open of a file held with an oplock was not answered within 35 s',
    /^This is what an open meets/,
  ],
  [
    observe('oplock-break', { outcome: 'not-tried', granted: 'none' }),
    'The server gave no oplock on a temporary file that could be broken',
    /^Oplocks are off/,
  ],
  [
    observe('vc-collision'),
    'Our first connection was cut when a second one signed in with VcNumber 0 (FIN, an orderly close)',
    /It was provoked/,
  ],
  [
    observe('vc-collision', { outcome: 'session-deleted', status: statuses.badUid }),
    'The session of our first connection was gone when a second one had signed in with VcNumber 0: 0x005B0002 STATUS_SMB_BAD_UID',
    /It was provoked/,
  ],
  [
    observe('vc-collision', { outcome: 'no-answer' }),
    'Our first connection went silent when a second one had signed in with VcNumber 0',
    /silence does not prove/,
  ],
  [
    observe('vc-collision', { outcome: 'survived' }),
    'Our first connection lived on when a second one signed in with VcNumber 0',
    /^This server does not cut off/,
  ],
];

test.each(forms)('%# reads as it should', (seen, sentence, meaning) => {
  expect(wordsOf(describeObservation(seen))).toBe(sentence);
  expect(wordsOf(meaningOf(seen))).toMatch(meaning);
  const measured = measuredOf(seen);
  const others = [sourceOf(seen), ...(measured === null ? [] : [measured])];
  expect([describeObservation(seen), meaningOf(seen), ...others].flatMap(faultsOf)).toEqual([]);
});

test.each([
  ['a wait', observe('work-answered', { series: 'smb1.open', ms: 35_033 })],
  ['a provoked wait', observe('oplock-break')],
  ['a cut', observe('vc-collision')],
  ['a deleted session', observe('vc-collision', { outcome: 'session-deleted', status: statuses.badUid })],
])('the finding that %s leads to is said in words', (_what, seen) => {
  const [finding] = findings([seen]);
  expect(finding?.evidence).toEqual([seen.id]);
  expect(finding === undefined ? [] : [finding.summary, finding.next].flatMap(faultsOf)).toEqual([]);
});
