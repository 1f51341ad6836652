import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { must, mustFail, patient, windows } from './inspector.ts';

const sc = (...words: readonly string[]): void => {
  execFileSync('sc', words, { stdio: 'ignore' });
};

describe('services', () => {
  const name = 'SessionDoctorTest';
  before(() => {
    // Never started: it only has to be configured.
    const words = [
      'binPath=',
      'C:\\none.exe',
      'start=',
      'disabled',
      'DisplayName=',
      'Zürich',
      'depend=',
      'RpcSs/PlugPlay',
    ];
    sc('create', name, ...words);
  });
  after(() => {
    sc('delete', name);
  });

  test('one that runs has a process', async () => {
    const service = must(await windows.service(null, 'PlugPlay', patient));
    assert.equal(service?.state, 'running');
    assert.equal(typeof service.pid, 'number');
    assert.notEqual(service.displayName, '');
  });

  test('one that does not run has none, and is told as it is set up', async () => {
    const service = must(await windows.service(null, name, patient));
    assert.deepEqual(service, {
      name,
      displayName: 'Zürich',
      state: 'stopped',
      start: 'disabled',
      pid: null,
      dependents: [],
      dependsOn: [],
    });
  });

  test('one that is not there is null', async () => {
    assert.equal(must(await windows.service(null, 'NoSuchService', patient)), null);
  });

  test('one that is asked for in vain by then is left', async () => {
    const asked = await windows.service('no-such-server.invalid', name, { ...patient, deadlineMs: 0 });
    assert.deepEqual(mustFail(asked), { kind: 'deadline', waitedMs: 0 });
  });
});
