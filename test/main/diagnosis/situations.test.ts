import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checks } from '../../../app/knowledge/checks.ts';
import { Observation } from '../../../app/model/observation.ts';
import type { RunRequest } from '../../../app/model/run.ts';
import type { Symptom } from '../../../app/model/symptom.ts';
import { findingsOf } from '../../../app/reasoning/findings.ts';
import { planRun } from '../../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../../main/diagnosis/run.ts';
import { recordedWindows } from '../../../main/windows/recorded.ts';
import { WindowsRecording } from '../../../main/windows/recording.ts';
import { allGood, observe } from '../../app/observations.ts';
import type { Verdict } from '../../app/runs.ts';
import { faultsOf } from '../../app/wording/words.ts';
import { createManualTime } from '../manual-time.ts';

const folder = new URL('../../fixtures/windows/situations/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The healthy PC with what differs from it: objects are merged, all else takes the place of what stood there. */
function merged(base: unknown, difference: unknown): unknown {
  if (!isObject(base) || !isObject(difference)) return difference;
  const own = Object.entries(difference).map(([name, value]) => [name, merged(base[name], value)]);
  return { ...base, ...Object.fromEntries(own) };
}

const recording = (name: string): WindowsRecording =>
  WindowsRecording.parse(name === 'healthy' ? read(name) : merged(read('healthy'), read(name)));

const files = { symptom: 'smb-session-deleted', host: 'nas-01', network: allGood() } as const;
const remoteDesktop = {
  symptom: 'rdp-session-deleted',
  host: 'rds02.contoso.example',
  network: [observe('name-resolved'), observe('rdp-connected'), observe('rdp-negotiated'), observe('rdp-tls')],
} as const;
const closedPort = {
  ...remoteDesktop,
  network: [observe('name-resolved'), observe('rdp-connect-failed')],
} as const;
const otherService = {
  ...remoteDesktop,
  network: [observe('name-resolved'), observe('rdp-connected'), observe('not-rdp')],
} as const;

interface Situation {
  readonly symptom: Symptom;
  readonly host: string;
  /** What the network's checks saw; those of Windows run for real, on the recording. */
  readonly network: readonly Observation[];
}

/** Replays a recording through every check of Windows and gives what follows from it, with what the network showed. */
async function replay(name: string, { symptom, host, network }: Situation) {
  const account = { kind: 'user', domain: 'CONTOSO', user: 'kim' } as const;
  const target: RunRequest['target'] = { host, port: 445, account };
  const plan = planRun({ symptom, target, windows: true });
  const inWindows = plan.checks.filter((id) => checks[id].when === 'windows');
  const never = new AbortController().signal;
  const run = await runDiagnosis({
    request: { symptom, target, plan: { ...plan, checks: inWindows } },
    clock: createManualTime().clock,
    signal: never,
    skipped: () => never,
    emit: () => undefined,
    windows: recordedWindows(recording(name)),
  });
  const elsewhere = plan.checks
    .filter((id) => !inWindows.includes(id))
    .map((id) => ({ id, outcome: 'done', durationMs: 1 }) as const);
  const observations = [...network.map((seen) => ({ ...seen, id: `network-${seen.id}` })), ...run.observations];
  return {
    run,
    findings: findingsOf({ request: { symptom, target, plan }, observations, checks: [...elsewhere, ...run.checks] }),
  };
}

describe('a recorded situation leads to its verdict', () => {
  const situations: readonly [string, Situation, Verdict][] = [
    ['ghost-session', remoteDesktop, 'rdp-ghost-session likely'],
    ['leftover-client', remoteDesktop, 'rdp-client-leftover likely'],
    ['limit-reached', remoteDesktop, 'rdp-session-limit likely'],
    ['replaced-session', remoteDesktop, 'rdp-session-replaced likely'],
    ['damaged-profile', remoteDesktop, 'profile-damaged likely'],
    ['expired-ticket', files, 'kerberos-ticket-expiry likely'],
    ['port-conflict', otherService, 'rdp-port-conflict confirmed'],
    ['stopped-service', closedPort, 'rdp-service-stopped confirmed'],
    ['time-limit', remoteDesktop, 'rdp-time-limit likely'],
    ['healthy', files, 'healthy confirmed'],
    ['healthy', remoteDesktop, 'inconclusive possible'],
  ];

  test('and none is left out', () => {
    const recorded = readdirSync(folder).map((name) => name.replace('.json', ''));
    expect(new Set(situations.map(([name]) => name))).toEqual(new Set(recorded));
  });

  test.each(situations)('%s', async (name, situation, expected) => {
    const { run, findings } = await replay(name, situation);
    expect(run.checks.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    for (const seen of run.observations) expect(Observation.safeParse(seen).error).toBeUndefined();
    const [verdict] = findings;
    expect(`${verdict?.cause ?? ''} ${verdict?.confidence ?? ''}`, JSON.stringify(findings)).toBe(expected);
    expect(findings.flatMap(({ summary, next }) => [summary, next]).flatMap(faultsOf)).toEqual([]);
  });
});
