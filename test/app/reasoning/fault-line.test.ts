import { describe, expect, test } from 'vitest';
import type { FaultStop } from '../../../app/knowledge/fault-stops.ts';
import { causes } from '../../../app/knowledge/causes.ts';
import type { CheckId } from '../../../app/model/check.ts';
import type { CauseId, Finding } from '../../../app/model/finding.ts';
import { CauseId as CauseIds } from '../../../app/model/finding.ts';
import type { Observation } from '../../../app/model/observation.ts';
import type { SmbStatus } from '../../../app/model/status.ts';
import type { FaultLineInput, FaultStopState } from '../../../app/reasoning/fault-line.ts';
import { allGood, goodWithout, observe, statuses } from '../observations.ts';
import type { RunParts } from '../runs.ts';
import { findings, requestOf, resultsOf, usualChecks } from '../runs.ts';
import type { Way } from './ways.ts';
import { lineOf, rdpWay, rdpWayFromWindows, smbWay } from './ways.ts';

function states(input: Partial<FaultLineInput>): readonly FaultStopState[] {
  return lineOf(input).map(({ state }) => state);
}

/** The line after a run that saw this and ended. */
function after(observations: readonly Observation[], parts: RunParts = {}) {
  return lineOf({
    started: usualChecks,
    finished: resultsOf(parts),
    observations,
    findings: findings(observations, parts),
  });
}

describe('while the run goes on', () => {
  const finished = (...ids: readonly CheckId[]) => resultsOf({ planned: ids });
  const resolved = observe('name-resolved');
  const connected = observe('tcp-connected');
  const signedIn = observe('signed-in');

  test.each<[string, Partial<FaultLineInput>, readonly FaultStopState[]]>([
    ['nothing has begun', {}, ['waiting', 'waiting', 'waiting', 'waiting']],
    ['the name is looked up', { started: ['resolve'] }, ['running', 'waiting', 'waiting', 'waiting']],
    [
      'the port is tried',
      { started: ['resolve', 'tcp'], finished: finished('resolve'), observations: [resolved] },
      ['passed', 'running', 'waiting', 'waiting'],
    ],
    [
      'SMB1 has answered, SMB2 is asked',
      {
        started: ['resolve', 'tcp', 'smb1-negotiate', 'smb2-negotiate'],
        finished: finished('resolve', 'tcp', 'smb1-negotiate'),
        observations: [resolved, connected],
      },
      ['passed', 'passed', 'running', 'waiting'],
    ],
    [
      'a long test of the share runs, and one of the session waits its turn',
      {
        planned: ['resolve', 'tcp', 'smb1-negotiate', 'smb1-session', 'smb1-tree', 'smb1-oplock', 'smb1-vc'],
        started: ['resolve', 'tcp', 'smb1-negotiate', 'smb1-session', 'smb1-tree', 'smb1-oplock'],
        finished: finished('resolve', 'tcp', 'smb1-negotiate', 'smb1-session', 'smb1-tree'),
        observations: [resolved, connected, signedIn, observe('tree-connected')],
      },
      ['passed', 'passed', 'passed', 'running'],
    ],
    [
      'the share is done and the session goes on',
      {
        started: usualChecks,
        finished: finished('resolve', 'tcp', 'smb1-negotiate', 'smb2-negotiate', 'smb1-session', 'smb1-tree'),
        observations: [resolved, connected, signedIn, observe('tree-connected')],
      },
      ['passed', 'passed', 'running', 'passed'],
    ],
    [
      'between two checks of one stop',
      {
        started: ['resolve', 'tcp', 'smb1-negotiate'],
        finished: finished('resolve', 'tcp', 'smb1-negotiate'),
        observations: [resolved, connected],
      },
      ['passed', 'passed', 'running', 'waiting'],
    ],
  ])('%s', (_name, input, expected) => {
    expect(states(input)).toEqual(expected);
  });

  test('the stop says which check it waits for', () => {
    const [name] = lineOf({ started: ['resolve'] });
    expect(name).toMatchObject({ value: { id: 'fault-line.running' }, detail: { id: 'check.resolve.label' } });
  });
});

describe('after the run', () => {
  test('is all passed, with measured words, when nothing is wrong', () => {
    const line = after(allGood());
    expect(line.map(({ stop, state }) => [stop, state])).toEqual(smbWay.stops.map((stop) => [stop, 'passed']));
    expect(line.map(({ value }) => value.id)).toEqual([
      'fault-line.value.address',
      'fault-line.value.open',
      'fault-line.value.answers',
      'fault-line.value.connected',
    ]);
    expect(line.map(({ detail }) => detail)).toMatchObject([
      { id: 'measured.ms', params: { ms: 2 } },
      { id: 'measured.ms', params: { ms: 0.4 } },
      { id: 'fault-line.detail.echo', params: { p50: 0.4 } },
      { id: 'fault-line.detail.share', params: { share: 'IPC$' } },
    ]);
  });

  const skipAfter = (...done: readonly CheckId[]): RunParts => ({
    outcomes: Object.fromEntries(usualChecks.filter((id) => !done.includes(id)).map((id) => [id, 'skipped' as const])),
  });
  const [resolved, connected] = [observe('name-resolved'), observe('tcp-connected')];
  const negotiates = skipAfter('resolve', 'tcp', 'smb1-negotiate', 'smb2-negotiate');
  const gateClosed = skipAfter('resolve', 'tcp', 'smb1-negotiate', 'smb2-negotiate', 'smb1-session', 'smb1-echo');

  test.each<[CauseId, readonly Observation[], RunParts, readonly FaultStopState[]]>([
    [
      'name-not-resolved',
      [observe('name-not-resolved')],
      skipAfter('resolve'),
      ['broken', 'not-reached', 'not-reached', 'not-reached'],
    ],
    [
      'tcp-refused',
      [resolved, observe('tcp-refused')],
      skipAfter('resolve', 'tcp'),
      ['passed', 'broken', 'not-reached', 'not-reached'],
    ],
    ['not-smb', [resolved, connected, observe('not-smb')], negotiates, ['passed', 'passed', 'broken', 'not-reached']],
    [
      'smb1-disabled',
      [resolved, connected, observe('smb1-negotiate-refused'), observe('smb2-negotiated')],
      negotiates,
      ['passed', 'passed', 'unknown', 'not-reached'],
    ],
    [
      'logon-failed',
      [...goodWithout('signed-in', 'tree-connected', 'session-alive'), observe('sign-in-refused')],
      gateClosed,
      ['passed', 'passed', 'broken', 'not-reached'],
    ],
    [
      'signing-required',
      [...goodWithout('tree-connected', 'session-alive'), observe('signing-demanded')],
      gateClosed,
      ['passed', 'passed', 'warning', 'not-reached'],
    ],
    [
      'share-not-found',
      [...goodWithout('tree-connected'), observe('tree-refused')],
      {},
      ['passed', 'passed', 'passed', 'broken'],
    ],
    [
      'mapped-to-guest',
      [...goodWithout('signed-in'), observe('signed-in', { guest: true })],
      {},
      ['passed', 'passed', 'warning', 'passed'],
    ],
  ])('%s', (cause, observations, parts, expected) => {
    expect(findings(observations, parts)[0]?.cause).toBe(cause);
    const line = after(observations, parts);
    expect(line.map(({ state }) => state)).toEqual(expected);
    const stop = line.find((one) => one.stop === causes[cause].stop);
    expect(stop?.value.id).toBe(`fault-line.value.${cause}`);
  });

  const share = (line: ReturnType<typeof after>) => line.find(({ stop }) => stop === 'share');
  const ipc = observe('tree-connected', { share: 'IPC$' });
  const refusal = (name: string, status: SmbStatus) => observe('tree-refused', { share: name, status });

  test.each([
    ['access-denied', statuses.accessDenied],
    ['share-not-found', statuses.badNetworkName],
  ] as const)('%s names the share that was refused, not IPC$ that opened', (cause, status) => {
    const line = after([...goodWithout('tree-connected'), ipc, refusal('rw', status)]);
    expect(share(line)).toMatchObject({
      state: 'broken',
      value: { id: `fault-line.value.${cause}` },
      detail: { id: 'fault-line.detail.share', params: { share: 'rw' } },
    });
  });

  test('names IPC$ where that was refused and the share opened', () => {
    const opened = observe('tree-connected', { share: 'rw' });
    const line = after([...goodWithout('tree-connected'), refusal('IPC$', statuses.accessDenied), opened]);
    expect(share(line)).toMatchObject({ state: 'broken', detail: { params: { share: 'IPC$' } } });
  });

  test('a share refused for a reason that no cause names is not passed by way of IPC$', () => {
    const line = after([...goodWithout('tree-connected'), ipc, refusal('rw', statuses.insufficientResources)]);
    expect(share(line)).toMatchObject({ state: 'unknown', detail: { params: { share: 'rw' } } });
  });

  test('a share that was reached before the connection went silent stays reached', () => {
    const seen = [...goodWithout('echo-series', 'session-alive'), observe('exchange-no-answer')];
    const line = after(seen, { outcomes: { 'smb1-liveness': 'skipped' } });
    expect(line.map(({ state }) => state)).toEqual(['passed', 'passed', 'broken', 'passed']);
    expect(line.map(({ value }) => value.id).slice(2)).toEqual([
      'fault-line.value.connection-stalled',
      'fault-line.value.connected',
    ]);
  });

  test('a refused anonymous sign-in leaves the session unknown and the share not reached', () => {
    const refused = observe('sign-in-refused', { account: 'anonymous', status: statuses.accessDenied });
    const seen = [...goodWithout('signed-in', 'tree-connected', 'session-alive'), refused];
    const line = after(seen, { ...gateClosed, account: 'anonymous' });
    expect(line.map(({ state }) => state)).toEqual(['passed', 'passed', 'unknown', 'not-reached']);
  });

  test('checks that were not planned are not reached', () => {
    const planned: readonly CheckId[] = ['resolve', 'tcp'];
    const input = { planned, started: planned, finished: resultsOf({ planned }), observations: [resolved, connected] };
    expect(states({ ...input, findings: findings(input.observations, { planned }) })).toEqual([
      'passed',
      'passed',
      'not-reached',
      'not-reached',
    ]);
  });

  test('a stopped run leaves nothing running', () => {
    const parts: RunParts = {
      outcomes: Object.fromEntries(usualChecks.slice(2).map((id) => [id, 'cancelled' as const])),
    };
    const line = after([resolved, connected], parts);
    expect(line.map(({ state }) => state)).toEqual(['passed', 'passed', 'unknown', 'unknown']);
  });

  test('the port stop is called by its number', () => {
    const line = lineOf({ target: { ...requestOf().target, port: 1445 } });
    expect(line[1]?.name).toEqual({ id: 'fault-line.port', params: { port: '1445' } });
  });
});

function wayOf(stop: FaultStop | null): Way {
  if (stop === 'this-pc' || stop === 'rdp-session') return rdpWayFromWindows;
  return stop?.startsWith('rdp-') === true ? rdpWay : smbWay;
}

test.each(CauseIds.options.map((id) => [id] as const))('%s stands where its tone says', (cause) => {
  const { tone, stop } = causes[cause];
  const finding: Finding = {
    cause,
    confidence: 'confirmed',
    summary: { id: `cause.${cause}.headline` },
    next: { id: `cause.${cause}.headline` },
    evidence: [],
    against: [],
    fixes: [],
  };
  const way = wayOf(stop);
  const at = way.stops.findIndex((one) => one === stop);
  // A fault of this PC bars nobody's way.
  const bars = tone === 'bad' && stop !== 'this-pc';
  const beyond = bars && at >= 0 ? way.proofs.slice(at) : [];
  const line = lineOf({
    planned: way.planned,
    started: way.planned,
    finished: resultsOf({ planned: way.planned }),
    observations: way.seen.filter(({ kind }) => !beyond.includes(kind)),
    findings: [finding],
  });
  if (at < 0) {
    expect(line.map(({ state }) => state)).toEqual(['passed', 'passed', 'passed', 'passed']);
    return;
  }
  const expected = tone === 'bad' ? 'broken' : tone === 'warn' ? 'warning' : 'unknown';
  expect(line[at]?.state).toBe(expected);
  expect(line.slice(0, at).every(({ state }) => state === 'passed')).toBe(true);
  expect(line.slice(at + 1).every(({ state }) => state === (bars ? 'not-reached' : 'passed'))).toBe(true);
});

test.each([
  ['likely', 'broken', 'fault-line.value.connection-stalled'],
  ['possible', 'warning', 'fault-line.value.mapped-to-guest'],
] as const)('beside a certain warning a %s fault leaves its stop %s', (confidence, state, value) => {
  const found = (cause: CauseId, sure: Finding['confidence']): Finding => ({
    cause,
    confidence: sure,
    summary: { id: `cause.${cause}.headline` },
    next: { id: `cause.${cause}.headline` },
    evidence: [],
    against: [],
    fixes: [],
  });
  const both = [found('mapped-to-guest', 'confirmed'), found('connection-stalled', confidence)];
  const line = lineOf({ started: usualChecks, finished: resultsOf(), observations: allGood(), findings: both });
  expect(line[2]).toMatchObject({ state, value: { id: value } });
});
