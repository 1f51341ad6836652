import { Readable, Writable } from 'node:stream';
import { expect } from 'vitest';
import { Report } from '../../app/model/report.ts';
import { runCommandLine } from '../../main/cli.ts';

/** What a run of the command line left behind. */
export interface Diagnosed {
  readonly exitCode: number;
  readonly report: Report;
  readonly stderr: string;
}

/** Runs the command line with `--json` and holds its output against the report's schema. `password` goes to stdin. */
export async function diagnose(
  args: readonly string[],
  password?: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<Diagnosed> {
  const stdout = collector();
  const stderr = collector();
  const exitCode = await runCommandLine([...args, '--json'], {
    stdout: stdout.stream,
    stderr: stderr.stream,
    stdin: Readable.from(password === undefined ? [] : [`${password}\n`]),
    signal,
  });
  if (!args.includes('--out')) expect(stderr.text()).toBe('');
  const report = Report.parse(JSON.parse(stdout.text()));
  if (password !== undefined) expect(stdout.text()).not.toContain(password);
  return { exitCode, report, stderr: stderr.text() };
}

function collector(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

/** The causes that the report names, the verdict first. */
export function causesOf({ report }: Diagnosed): readonly string[] {
  return report.findings.map((finding) => finding.cause);
}
