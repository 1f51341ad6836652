import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '../../app/model/report.ts';
import { programPath } from '../lab/programs.ts';

const run = promisify(execFile);

/** A file of the project. The bench is run as a bundle, which lies elsewhere than its source. */
export function projectFile(path: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, path);
}

/** The median of `count` echoes by impacket's client to the same server, in milliseconds. */
export async function impacketEcho(port: number, count: number): Promise<number> {
  const script = projectFile('test/bench/impacket-echo.py');
  const { stdout } = await run(programPath('impacket'), [script, String(port), String(count)]);
  return Number(stdout);
}

/** The report of the command line on a healthy server. Throws unless it says `healthy`. */
export async function reportOn(port: number, ...options: readonly string[]): Promise<Report> {
  const cli = projectFile('out/main/cli.mjs');
  const args = [cli, `127.0.0.1:${String(port)}`, '--json', ...options];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 2 ** 20 });
  const report = JSON.parse(stdout) as Report;
  if (report.verdict.cause !== 'healthy') throw new Error(`the report says ${report.verdict.cause}`);
  return report;
}

/** From the start of the command line to the end of its JSON report, in milliseconds. */
export async function timeReport(port: number): Promise<number> {
  const start = performance.now();
  await reportOn(port);
  return performance.now() - start;
}
