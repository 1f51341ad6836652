import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Report } from '../../app/model/report.ts';
import { runCommandLine } from '../../main/cli.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-doctor-cli-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function run(args: readonly string[], { stdin = '', signal = new AbortController().signal } = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const into = (chunks: string[]) =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk.toString());
        done();
      },
    });
  const exitCode = await runCommandLine(args, {
    stdout: into(out),
    stderr: into(err),
    stdin: Readable.from(stdin === '' ? [] : [stdin]),
    signal,
  });
  return { exitCode, stdout: out.join(''), stderr: err.join('') };
}

test('--help says how it is used, --version which it is', async () => {
  expect(await run(['--help'])).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await run(['--help'])).stdout).toContain('--password-stdin');
  expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('wrong usage ends with 2 and says what is wrong, on standard error only', async () => {
  expect(await run(['--frobnicate'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'Wrong usage: there is no option --frobnicate.\nTry --help.\n',
  });
});

test('an empty standard input is no password', async () => {
  const seen = await run(['127.0.0.1', '--user', 'x', '--password-stdin']);
  expect(seen).toMatchObject({ exitCode: 2, stdout: '' });
  expect(seen.stderr).toContain('no password came on standard input');
});

test('the practice server is healthy, for people', async () => {
  const seen = await run(['--practice', 'healthy', '--samples', '10']);
  expect(seen).toMatchObject({ exitCode: 0 });
  expect(seen.stdout).toContain('No fault found now  (confirmed, healthy)');
  expect(seen.stdout).toContain('Practice server (healthy), not a real case');
  expect(seen.stderr).toContain('Echo series: 10 of 10 echoes answered');
});

test('--json prints the report and nothing else; --out writes the same', async () => {
  const seen = await run(['--practice', 'smb1-disabled', '--json', '--out', join(folder, 'new', 'place')]);
  expect(seen.exitCode).toBe(1);
  const report = Report.parse(JSON.parse(seen.stdout));
  expect(report.verdict.cause).toBe('smb1-disabled');
  expect(report.target.practice).toBe('smb1-disabled');
  expect(await readFile(join(folder, 'new', 'place', 'report.json'), 'utf8')).toBe(seen.stdout);
});

test('--out writes the packets as well, and both are named', async () => {
  const seen = await run(['--practice', 'healthy', '--samples', '2', '--out', folder]);
  const [json, packets] = ['report.json', 'probe.pcapng'].map((name) => join(folder, name));
  expect(seen.stdout).toContain(`Report written to ${String(json)}`);
  expect(seen.stdout).toContain(`Packets written to ${String(packets)}`);
  const file = await readFile(String(packets));
  expect(file.readUInt32LE(0)).toBe(0x0a0d0d0a);
  expect(file.toString('utf8')).toContain('evidence for healthy (confirmed)');
  expect(file.toString('utf8')).toContain('this is not a real case');
});

test('a folder that cannot be is said before the run', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const seen = await run(['--practice', 'healthy', '--out', file]);
  expect(seen).toMatchObject({ exitCode: 2, stdout: '' });
  expect(seen.stderr).toContain(file);
});

test('a stopped run prints what it has, and ends with 3', async () => {
  const stop = new AbortController();
  stop.abort();
  const seen = await run(['--practice', 'healthy', '--json'], { signal: stop.signal });
  expect(seen.exitCode).toBe(3);
  const report = Report.parse(JSON.parse(seen.stdout));
  expect(report.verdict.cause).toBe('inconclusive');
  expect(new Set(report.checks.map(({ outcome }) => outcome))).toEqual(new Set(['cancelled']));
});
