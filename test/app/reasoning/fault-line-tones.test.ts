import { expect, test } from 'vitest';
import type { CauseId, Finding } from '../../../app/model/finding.ts';
import { faultLine } from '../../../app/reasoning/fault-line.ts';
import { allGood } from '../observations.ts';
import { requestOf, resultsOf, usualChecks } from '../runs.ts';

function found(cause: CauseId, confidence: Finding['confidence']): Finding {
  const headline = { id: `cause.${cause}.headline` };
  return { cause, confidence, summary: headline, next: headline, evidence: [], against: [], fixes: [] };
}

test.each([
  ['likely', 'broken', 'fault-line.value.connection-stalled'],
  ['possible', 'warning', 'fault-line.value.mapped-to-guest'],
] as const)('beside a certain warning, a %s fault leaves its stop %s', (confidence, state, value) => {
  const line = faultLine({
    target: requestOf().target,
    planned: usualChecks,
    started: usualChecks,
    finished: resultsOf(),
    observations: allGood(),
    findings: [found('mapped-to-guest', 'confirmed'), found('connection-stalled', confidence)],
  });
  expect(line.find(({ stop }) => stop === 'smb-session')).toMatchObject({ state, value: { id: value } });
});
