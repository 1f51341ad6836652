import { describe, expect, test } from 'vitest';
import type { Observation, ObservationOf } from '../../../../app/model/observation.ts';
import { allGood, observe } from '../../observations.ts';
import { findingOf, verdicts } from '../../runs.ts';
import { wordsOf } from '../../wording/words.ts';

type Fields = Partial<ObservationOf<'idle-connection'>>;
type Variant = ObservationOf<'idle-connection'>['variant'];

const minute = 60_000;

/** One that lived to its planned time, by a timer that is a little early. */
function alive(variant: Variant, plannedMs = 20 * minute): Observation {
  return observe('idle-connection', { variant, plannedMs, atMs: plannedMs - 0.4 });
}

/** One whose end came by itself. */
function ended(variant: Variant, end: 'fin' | 'rst', atMs: number, more: Fields = {}): Observation {
  return observe('idle-connection', { variant, plannedMs: 20 * minute, end, when: 'waiting', atMs, ms: null, ...more });
}

/** One whose end showed when it was used. */
function foundDead(variant: Variant, end: 'silent' | 'rst' | 'session-gone', plannedMs = 20 * minute): Observation {
  return observe('idle-connection', { variant, plannedMs, end, when: 'used', atMs: plannedMs + 1, ms: null });
}

const inUse = alive('in-use');

describe('whose timer it was', () => {
  test.each<[string, readonly Observation[], readonly string[]]>([
    ['all lived', [alive('plain'), alive('keep-alive'), alive('open-handle'), inUse], ['healthy confirmed']],
    [
      'FIN, keep-alives or not, and an open handle spared',
      [ended('plain', 'fin', 900_000), ended('keep-alive', 'fin', 900_010), alive('open-handle'), inUse],
      ['idle-disconnect-server likely'],
    ],
    ['FIN, and nothing to compare with', [ended('plain', 'fin', 900_000)], ['idle-disconnect-server possible']],
    [
      'FIN, open handle or not',
      [
        ended('plain', 'fin', 900_000),
        ended('keep-alive', 'fin', 900_000),
        ended('open-handle', 'fin', 900_000),
        inUse,
      ],
      ['idle-disconnect-server possible'],
    ],
    [
      'the session gone, an open handle spared',
      [foundDead('plain', 'session-gone'), foundDead('keep-alive', 'session-gone'), alive('open-handle'), inUse],
      ['idle-disconnect-server likely'],
    ],
    [
      'RST, an open handle spared, keep-alives of no use: a server could do that too',
      [ended('plain', 'rst', 900_000), ended('keep-alive', 'rst', 900_000), alive('open-handle'), inUse],
      ['idle-disconnect-network possible', 'idle-disconnect-server possible'],
    ],
    [
      'FIN, but not with keep-alives',
      [ended('plain', 'fin', 900_000), alive('keep-alive'), ended('open-handle', 'fin', 900_000), inUse],
      ['idle-disconnect-network likely', 'idle-disconnect-server possible'],
    ],
    [
      'silence, but not with keep-alives',
      [foundDead('plain', 'silent'), alive('keep-alive'), foundDead('open-handle', 'silent'), inUse],
      ['idle-disconnect-network confirmed'],
    ],
    [
      'RST, but not with keep-alives',
      [ended('plain', 'rst', 350_000), alive('keep-alive'), inUse],
      ['idle-disconnect-network confirmed'],
    ],
    [
      'silence, and an open handle spared as well: no firewall knows of handles',
      [foundDead('plain', 'silent'), alive('keep-alive'), alive('open-handle'), inUse],
      ['idle-disconnect-network likely'],
    ],
    ['RST, and nothing to compare with', [ended('plain', 'rst', 350_000), inUse], ['idle-disconnect-network likely']],
    [
      'silence of all the silent ones',
      [foundDead('plain', 'silent'), foundDead('keep-alive', 'silent'), foundDead('open-handle', 'silent'), inUse],
      ['idle-disconnect-network possible'],
    ],
    [
      'RST of everything, the one in use too: a restart looks like that',
      [
        ended('plain', 'rst', 350_000),
        ended('keep-alive', 'rst', 350_000),
        observe('idle-connection', { variant: 'in-use', end: 'rst', when: 'used', atMs: 350_000 }),
        observe('connection-cut', { check: 'smb1-idle' }),
      ],
      ['connection-reset confirmed'],
    ],
    [
      'a plain one died and another one lived longer',
      [ended('plain', 'fin', 900_000), alive('plain'), alive('open-handle'), inUse],
      ['idle-disconnect-server possible'],
    ],
    [
      'a plain one was reset, its twin with keep-alives lived on, and so did another plain one',
      [ended('plain', 'rst', 900_000), alive('plain'), alive('keep-alive'), inUse],
      ['idle-disconnect-network possible'],
    ],
    [
      'FIN of everything, the one in use too',
      [ended('plain', 'fin', 350_000), observe('idle-connection', { variant: 'in-use', end: 'fin', when: 'used' })],
      ['inconclusive possible'],
    ],
  ])('%s', (_what, seen, expected) => {
    expect(verdicts([...allGood(), ...seen])).toEqual(expected);
  });

  test.each<[string, readonly Observation[]]>([
    ['silence, and nobody answered anything', [foundDead('plain', 'silent')]],
    ['only the one with keep-alives died', [alive('plain'), ended('keep-alive', 'rst', 5_000), inUse]],
  ])('%s: no cause is named, and nothing is called healthy', (_what, seen) => {
    expect(verdicts([...allGood(), ...seen])).toEqual(['inconclusive possible']);
  });

  test.each<[string, Fields]>([
    ['could not be set up', { end: 'not-set-up', missing: 'connection', atMs: 0 }],
    ['was not reached', { end: 'not-reached', atMs: 3_000 }],
    ['was slept over', { end: 'interrupted', when: 'used' }],
    ['was given up by this PC', { end: 'error', when: 'waiting', code: 'ENETDOWN' }],
    ['lost its search alone', { variant: 'open-search', end: 'search-gone', when: 'used' }],
  ])('one that %s says nothing', (_what, fields) => {
    expect(verdicts([...allGood(), alive('plain'), observe('idle-connection', fields)])).toEqual(['healthy confirmed']);
  });
});

test('what contradicts a timer is said', () => {
  const seen = [...allGood(), ended('plain', 'rst', 3_000), alive('plain'), alive('keep-alive')];
  const { summary } = findingOf('idle-disconnect-network', seen);
  expect(summary).toMatchObject({ id: 'idle.summary.contradicted' });
});

describe('the time and what it fits', () => {
  const server = (...seen: readonly Observation[]) => findingOf('idle-disconnect-server', seen);
  const network = (...seen: readonly Observation[]) => findingOf('idle-disconnect-network', seen);

  test('to the moment, where the end came by itself', () => {
    const { summary, next, evidence, against } = server(ended('plain', 'fin', 912_000), alive('open-handle'));
    expect(wordsOf(summary)).toBe(
      'A connection to nas-01: closed in order (FIN) after 15 min 12 s of silence; one with an open folder was spared.',
    );
    expect(wordsOf(next)).toContain('The time fits a default of Windows AutoDisconnect (15 min), which is a hint');
    expect(evidence).toHaveLength(2);
    expect(against).toEqual([]);
  });

  test('between the last that lived and the first that did not, where it showed in use', () => {
    const { summary, next } = network(
      alive('plain', 3 * minute),
      foundDead('plain', 'silent', 6 * minute),
      foundDead('plain', 'silent', 12 * minute),
      alive('keep-alive', 12 * minute),
    );
    expect(wordsOf(summary)).toBe(
      'A connection to nas-01: no answer after more than 3 min 00 s and at most 6 min 00 s of silence; its twin with TCP keep-alives lived on.',
    );
    expect(wordsOf(next)).toContain('Azure Load Balancer (4 min), SonicWall (5 min), F5 BIG-IP (5 min), AWS');
  });

  test('no more than an upper bound, where not even the shortest lived', () => {
    const { summary } = network(foundDead('plain', 'rst', minute), alive('keep-alive', minute));
    expect(wordsOf(summary)).toContain('reset (RST) after at most 1 min 00 s of silence');
  });

  test('a time that fits no default is said to fit none', () => {
    const { next } = server(ended('plain', 'fin', 2 * minute), alive('open-handle'));
    expect(wordsOf(next)).toContain('The time fits no default known here.');
  });
});

describe('the server’s own AutoDisconnect', () => {
  const spared = [ended('plain', 'fin', 910_000), ended('keep-alive', 'fin', 910_000), alive('open-handle'), inUse];
  const set = (effective: number | null, machine: 'target' | 'this-pc' = 'target') =>
    observe('timer', { timer: 'auto-disconnect', unit: 'min', machine, effective });

  test.each<[string, Observation, string, string]>([
    ['15 min, which fits', set(15), 'confirmed', 'idle.hint.set'],
    ['30 min, which does not', set(30), 'possible', 'idle.hint.set-otherwise'],
    ['never', set(0xffffffff), 'possible', 'idle.hint.never'],
    ['not known', set(null), 'likely', 'idle.hint'],
    ['that of this PC, which says nothing', set(15, 'this-pc'), 'likely', 'idle.hint'],
  ])('%s', (_name, timer, confidence, hint) => {
    expect(findingOf('idle-disconnect-server', [...spared, timer])).toMatchObject({
      confidence,
      next: { params: { hint: { id: hint } } },
    });
  });

  test('stands with the evidence it is', () => {
    const fits = set(15);
    const not = set(30);
    expect(findingOf('idle-disconnect-server', [...spared, fits]).evidence).toContain(fits.id);
    expect(findingOf('idle-disconnect-server', [...spared, not]).against).toEqual([not.id]);
  });
});
