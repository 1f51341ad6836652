import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import type { CheckId } from '../../app/model/check.ts';
import type { Observation, ObservationKind, ObservationOf } from '../../app/model/observation.ts';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import { patient, windows } from './inspector.ts';

const parameters = 'SYSTEM\\CurrentControlSet\\Services\\LanmanWorkstation\\Parameters';
const policy = 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services';
const firewall = 'SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
const block = 'v2.31|Action=Block|Active=TRUE|Dir=Out|Protocol=6|RPort=445|Name=Session Doctor test|';

/** Values that nobody else uses here; each is taken away again. */
const values: readonly (readonly [key: string, name: string, type: string, data: string])[] = [
  [`HKLM\\${parameters}`, 'OffLineFileTimeoutIntervalInSeconds', 'REG_DWORD', '500'],
  [`HKLM\\${parameters}`, 'ExtendedSessTimeout', 'REG_SZ', '500'],
  [`HKCU\\${policy}`, 'MaxIdleTime', 'REG_DWORD', '900000'],
  [`HKLM\\${firewall}\\FirewallRules`, 'SessionDoctorTest', 'REG_SZ', block],
];

before(() => {
  for (const [key, name, type, data] of values) {
    execFileSync('reg', ['add', key, '/v', name, '/t', type, '/d', data, '/f', '/reg:64'], { stdio: 'ignore' });
  }
});

after(() => {
  for (const [key, name] of values) {
    execFileSync('reg', ['delete', key, '/v', name, '/f', '/reg:64'], { stdio: 'ignore' });
  }
});

async function seenBy(check: CheckId): Promise<readonly Observation[]> {
  const never = new AbortController().signal;
  const run = await runDiagnosis({
    request: {
      symptom: 'rdp-session-deleted',
      target: { host: '127.0.0.1', port: 445, account: { kind: 'anonymous' } },
      plan: planRun({ checks: [check] }),
    },
    clock: systemClock,
    signal: never,
    skipped: () => never,
    emit: () => undefined,
    windows,
  });
  assert.equal(run.checks[0]?.outcome, 'done', JSON.stringify(run.checks));
  return run.observations;
}

function all<Kind extends ObservationKind>(seen: readonly Observation[], kind: Kind): readonly ObservationOf<Kind>[] {
  return seen.filter((one): one is ObservationOf<Kind> => one.kind === kind);
}

test('timers are read from the real registry, with what is wrong with them', async () => {
  const timers = all(await seenBy('windows-timers'), 'timer');
  const offline = timers.find(({ timer }) => timer === 'offline-file-timeout');
  assert.deepEqual([offline?.configured, offline?.effective, offline?.source], [500, 500, 'registry']);
  const extended = timers.find(({ timer }) => timer === 'extended-sess-timeout');
  assert.deepEqual([extended?.problem, extended?.stored], ['wrong-type', 'REG_SZ “500”']);
});

test('a policy of the user is found in their hive', async () => {
  const settings = all(await seenBy('windows-policies'), 'rdp-setting');
  const idle = settings.find(({ setting }) => setting === 'max-idle-time');
  assert.deepEqual([idle?.effective, idle?.source], [900_000, 'user-policy']);
});

test('a rule of the firewall that blocks the port is found', async () => {
  const rules = all(await seenBy('windows-firewall'), 'firewall-rule');
  const rule = rules.find(({ name }) => name === 'Session Doctor test');
  assert.deepEqual([rule?.action, rule?.port, rule?.source], ['block', 445, 'local']);
});

test('SMB settings and profiles are read without a fault', async () => {
  for (const check of ['windows-smb', 'windows-profiles'] as const) await seenBy(check);
});

test('what the workstation service works with is told, or not there: Wine has no level 502', async () => {
  const read = await windows.workstationInfo(patient);
  if (read.ok) assert.ok(read.value.sessTimeout > 0);
  else assert.deepEqual(read.error, { kind: 'api', api: 'NetWkstaGetInfo', code: 124 });
});

test('what the server service works with is told, or not there', async () => {
  const read = await windows.serverInfo(null, patient);
  if (read.ok) assert.ok((read.value.autoDisconnect ?? 0) >= -1);
  else assert.equal(read.error.kind, 'api');
});
