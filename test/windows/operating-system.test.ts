import assert from 'node:assert/strict';
import { hostname, release, uptime, userInfo } from 'node:os';
import { test } from 'node:test';
import { must, patient, windows } from './inspector.ts';

test('this PC and its user are what the runtime says of them', async () => {
  const system = must(await windows.operatingSystem(patient));
  assert.equal(system.version, release());
  assert.match(system.productName, /^(Microsoft )?Windows/);
  assert.equal(system.server, system.productName.includes('Server'));
  assert.equal(system.domainJoined, false);
  assert.match(system.userSid, /^S-1-5-21-(\d+-){3}\d+$/);
  const [domain, name] = system.user.split('\\');
  assert.equal(domain?.toLowerCase(), hostname().toLowerCase());
  assert.equal(name, userInfo().username);
  assert.ok(system.sessionId >= 0);
  assert.equal(typeof system.elevated, 'boolean');
});

test('the time of start fits the uptime', async () => {
  const { startedAt } = must(await windows.operatingSystem(patient));
  const told = Date.now() - Date.parse(startedAt);
  assert.ok(Math.abs(told - 1000 * uptime()) < 5000, `${told} ms, not ${uptime()} s`);
});
