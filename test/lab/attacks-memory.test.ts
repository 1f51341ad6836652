import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleForNode } from '../../build/bundle.mjs';
import { root } from '../../build/run.mjs';
import { Report } from '../../app/model/report.ts';
import type { Measured } from './measured-run.ts';
import { echoReply, keepAlive, oplockBreak, several } from './servers/attacks.ts';
import { startScriptedSmb1, type Script } from './servers/scripted-smb1.ts';

const run = promisify(execFile);
const program = 'out/test/measured-run.mjs';
const mebibyte = 1024 * 1024;

let folder: string;
beforeAll(async () => {
  await bundleForNode('test/lab/measured-run.ts', program, 'esm');
  folder = mkdtempSync(join(tmpdir(), 'session-doctor-attacks-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A diagnosis, with its proof on file, in a process of its own. */
async function measure(
  script: Script,
): Promise<{ readonly taken: Measured; readonly report: Report; readonly proof: Buffer }> {
  const server = await startScriptedSmb1(script);
  try {
    const options = ['--samples', '5', '--deadline', '0.4', '--out', folder, '--json'];
    const args = ['--expose-gc', join(root, program), `127.0.0.1:${String(server.port)}`, ...options];
    const { stdout } = await run(process.execPath, args);
    return {
      taken: JSON.parse(stdout) as Measured,
      report: Report.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))),
      proof: readFileSync(join(folder, 'probe.pcapng')),
    };
  } finally {
    await server.stop();
  }
}

/** As many bytes, in pieces. */
function* flood(piece: Buffer, bytes: number): Generator<Buffer> {
  const some = several(piece, Math.ceil(65_536 / piece.length));
  for (let sent = 0; sent < bytes; sent += some.length) yield some;
}

test.each([
  ['keep-alives', () => keepAlive],
  ['oplock breaks', oplockBreak],
  ['answers over and over', echoReply],
] as const)('a flood of %s four times as long takes no more memory, and starves nobody', async (_what, make) => {
  const before = (bytes: number) => measure({ echo: (request) => ({ pieces: flood(make(request), bytes) }) });
  const once = await before(16 * mebibyte);
  const fourTimes = await before(64 * mebibyte);
  for (const { taken, report, proof } of [once, fourTimes]) {
    expect(report.verdict.cause).toBe('protocol-violation');
    expect(taken.exitCode).toBe(1);
    expect(taken.starvedMs).toBeLessThan(1_000);
    expect(proof.length).toBeLessThan(8 * mebibyte);
  }
  expect(fourTimes.taken.heldBytes - once.taken.heldBytes).toBeLessThan(4 * mebibyte);
});
