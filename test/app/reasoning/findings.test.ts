import { expect, test } from 'vitest';
import { causeOrder, causes } from '../../../app/knowledge/causes.ts';
import { CauseId, Confidence, Finding } from '../../../app/model/finding.ts';
import { rules } from '../../../app/reasoning/findings.ts';
import { observationKinds, observe } from '../observations.ts';
import { seededRandom } from '../random.ts';
import { findings } from '../runs.ts';

const outcomes: readonly CauseId[] = ['healthy', 'inconclusive'];

test('every cause has one rule', () => {
  const named = rules.map(({ cause }) => cause);
  expect([...named].sort()).toEqual(CauseId.options.filter((id) => !outcomes.includes(id)).sort());
});

/** What the rules make of whatever may be seen, in whatever mixture. */
const mixtures = Array.from({ length: 300 }, (_, index) => {
  const random = seededRandom(index + 1);
  const seen = Array.from({ length: Math.floor(random() * 12) }, () =>
    observe(observationKinds[Math.floor(random() * observationKinds.length)] ?? 'tcp-connected'),
  );
  return { seen, named: findings(seen, { account: random() < 0.5 ? 'anonymous' : 'user' }) };
});

/** What is normal stands behind what is likely, however sure it is. */
const sureness = (cause: CauseId, confidence: Confidence): number =>
  causes[cause].tone === 'neutral' ? 1.5 : Confidence.options.indexOf(confidence);

test('findings are whole, in order, and each cause is named once', () => {
  for (const { named } of mixtures) {
    expect(named.length).toBeGreaterThan(0);
    for (const finding of named) Finding.parse(finding);
    const rank = named.map(({ cause, confidence }) => sureness(cause, confidence) * 100 + causeOrder.indexOf(cause));
    expect(rank).toEqual([...rank].sort((a, b) => a - b));
    expect(new Set(rank).size).toBe(named.length);
  }
});

test('findings rest on what was seen, and none with anything against it is confirmed', () => {
  const against = mixtures.flatMap(({ seen, named }) => {
    const ids = seen.map(({ id }) => id);
    return named.filter((finding) => {
      expect(ids).toEqual(expect.arrayContaining([...finding.evidence, ...finding.against]));
      expect(finding.evidence.filter((id) => finding.against.includes(id))).toEqual([]);
      return finding.against.length > 0;
    });
  });
  expect(against.length).toBeGreaterThan(5);
  expect(against.filter(({ confidence }) => confidence === 'confirmed')).toEqual([]);
});

test('healthy and inconclusive stand alone, and every fault has evidence', () => {
  for (const { named } of mixtures) {
    const faults = named.filter(({ cause }) => !outcomes.includes(cause));
    if (faults.length < named.length) expect(named).toHaveLength(1);
    expect(faults.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
  }
});
