import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { must, patient, windows } from './inspector.ts';

describe('a program that runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-doctor-'));
  const path = join(folder, 'Mstsc.exe');
  const begunAt = Date.now();
  let child: ChildProcess;

  before(async () => {
    copyFileSync(process.execPath, path);
    child = spawn(path, ['-e', 'setInterval(() => {}, 1000)', '--', 'v:nas01 "Zürich"'], { stdio: 'ignore' });
    await new Promise((resolve) => child.once('spawn', resolve));
  });
  after(async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
    rmSync(folder, { recursive: true });
  });

  test('is found by its name in any case, with path, owner, session and time of start', async () => {
    const system = must(await windows.operatingSystem(patient));
    const [found, ...others] = must(await windows.processes('mstsc.EXE', patient));
    assert.ok(found);
    assert.deepEqual(others, []);
    assert.equal(found.pid, child.pid);
    assert.equal(found.imageName, 'Mstsc.exe');
    assert.equal(found.path?.toLowerCase(), path.toLowerCase());
    assert.equal(found.owner, system.user);
    assert.equal(found.ownerSid, system.userSid);
    assert.equal(found.sessionId, system.sessionId);
    const created = Date.parse(found.createdAt ?? '');
    assert.ok(created >= begunAt - 1000 && created <= Date.now() + 1000, found.createdAt ?? 'no time');
  });

  test('shows its command line', async (context) => {
    const [found] = must(await windows.processes('mstsc.exe', patient));
    if (found?.commandLine === null) context.skip('Wine does not tell command lines');
    else assert.match(found?.commandLine ?? '', /Mstsc\.exe.*v:nas01 \\"Zürich\\"/);
  });
});

test('the title of its window is told', async () => {
  const child = spawn('notepad.exe', [], { stdio: 'ignore' });
  try {
    for (;;) {
      const [found] = must(await windows.processes('notepad.exe', patient));
      if (found?.windowTitle !== null && found !== undefined) {
        assert.match(found.windowTitle, /Notepad/);
        break;
      }
    }
  } finally {
    child.kill();
  }
});

test('a program that does not run is not found', async () => {
  assert.deepEqual(must(await windows.processes('no-such-program.exe', patient)), []);
});

test('a program that has ended is not found any more', async () => {
  const { pid } = spawnSync('hostname', [], { stdio: 'ignore' });
  const found = must(await windows.processes('hostname.exe', patient));
  assert.ok(found.every((each) => each.pid !== pid));
});
