import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
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

/** From the start of the command line to the end of its JSON report, in milliseconds. Throws unless it says `healthy`. */
export async function timeReport(port: number): Promise<number> {
  const cli = projectFile('out/main/cli.mjs');
  const start = performance.now();
  const { stdout } = await run(process.execPath, [cli, `127.0.0.1:${port}`, '--json'], { maxBuffer: 64 * 2 ** 20 });
  const ms = performance.now() - start;
  const report = JSON.parse(stdout) as { readonly verdict: { readonly cause: string } };
  if (report.verdict.cause !== 'healthy') throw new Error(`the report says ${report.verdict.cause}`);
  return ms;
}
