import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CheckId } from '../../app/model/check.ts';
import type { Observation } from '../../app/model/observation.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import { systemClock } from '../../main/clock.ts';
import { windows } from './inspector.ts';

/** What checks of this Windows see, with this PC as the target. */
async function see(...ids: CheckId[]): Promise<readonly Observation[]> {
  const never = new AbortController().signal;
  const run = await runDiagnosis({
    request: {
      symptom: 'rdp-session-deleted',
      target: { host: '127.0.0.1', port: 445, account: { kind: 'anonymous' } },
      plan: planRun({ checks: ids }),
    },
    clock: systemClock,
    signal: never,
    skipped: () => never,
    emit: () => undefined,
    windows,
  });
  assert.deepEqual(
    run.checks.filter(({ outcome }) => outcome !== 'done'),
    [],
  );
  return run.observations;
}

describe('a Remote Desktop client that holds a connection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-doctor-'));
  const server = createServer();
  let child: ChildProcess;
  let port = 0;

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    const path = join(folder, 'mstsc.exe');
    copyFileSync(process.execPath, path);
    const connect = `require('node:net').connect(${String(port)}, '127.0.0.1')`;
    child = spawn(path, ['-e', connect], { stdio: 'ignore' });
    await once(server, 'connection');
  });
  after(async () => {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
    server.close();
    rmSync(folder, { recursive: true });
  });

  test('is the user’s, and its connection is told', async () => {
    const client = (await see('windows-mstsc')).find((seen) => seen.kind === 'rdp-client');
    assert.ok(client);
    assert.equal(client.pid, child.pid);
    assert.equal(client.belongsTo, 'user');
    assert.deepEqual(client.connections, [`127.0.0.1:${String(port)}`]);
  });
});

test('without one, none is counted', async () => {
  const counted = (await see('windows-mstsc')).find((seen) => seen.kind === 'rdp-clients-counted');
  assert.equal(counted?.count, 0);
});

test('services that are there have a state, and others are told to be absent', async () => {
  const services = (await see('windows-services')).filter((seen) => seen.kind === 'windows-service');
  assert.deepEqual(
    services.map(({ name }) => name),
    ['TermService', 'UmRdpService', 'LanmanServer', 'LanmanWorkstation'],
  );
  for (const { state, start } of services) assert.equal(state === null, start === null);
  assert.ok(services.some(({ name, state }) => name === 'TermService' && state !== null));
});

test('nobody is blamed for a port that nobody listens on', async () => {
  const listener = (await see('windows-ports')).find((seen) => seen.kind === 'rdp-listener');
  assert.equal(listener?.machine, 'target');
  assert.equal(listener.port, 3389);
  assert.deepEqual(
    listener.listeners.filter(({ pid }) => pid === 0),
    [],
  );
});

test('a list of sessions is believed only with sessions in it', async () => {
  const seen = await see('windows-sessions');
  const listed = seen.find((one) => one.kind === 'sessions-listed');
  if (listed === undefined) assert.equal(seen[0]?.kind, 'windows-not-read');
  else assert.ok(listed.sessions.some(({ own }) => own));
});
