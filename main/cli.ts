import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { CauseId } from '../app/model/finding.ts';
import type { Message } from '../app/model/message.ts';
import type { Report } from '../app/model/report.ts';
import { message } from '../app/wording/message.ts';
import { createTranslator } from '../app/wording/translator.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { Command } from './command-line/arguments.ts';
import { readArguments } from './command-line/arguments.ts';
import { readPassword } from './command-line/password.ts';
import { createProgressLines } from './command-line/progress.ts';
import { runDiagnosis } from './diagnosis/run.ts';
import { buildReport, reportJson } from './report/json.ts';
import { probePcapng } from './report/probe-pcapng.ts';
import { reportText } from './report/text.ts';
import { createWireCapture } from './report/wire-capture.ts';
import { systemSchedule } from './schedule.ts';
import { writeWhole } from './shell/atomic-file.ts';
import { toolVersion } from './version.ts';
import { createCurrentUser, createWindowsInspector } from './windows/create.ts';
import type { WindowsInspector } from './windows/inspector.ts';

/** What the command line talks to; each part defaults to this process's own. */
export interface CommandLineIo {
  readonly stdout?: Writable;
  readonly stderr?: Writable;
  readonly stdin?: Readable;
  readonly clock?: Clock;
  /** Default: the Windows that we run on, if it is one. */
  readonly windows?: WindowsInspector | undefined;
  /** Aborting it stops the run; what was found is printed. Default: the first SIGINT or SIGTERM. */
  readonly signal?: AbortSignal;
}

/** 0 healthy, 1 a cause was found, 2 wrong usage, 3 could not finish or inconclusive. */
export type ExitCode = 0 | 1 | 2 | 3;

type Diagnose = Extract<Command, { kind: 'diagnose' }>;

const translate = createTranslator();

/** Runs the command line with `args` (without the program's name) to its end, and gives its exit code. */
export async function runCommandLine(args: readonly string[], io: CommandLineIo = {}): Promise<ExitCode> {
  const stdout = io.stdout ?? process.stdout;
  const stderr = io.stderr ?? process.stderr;
  // A reader of progress who leaves must not end the run.
  stderr.on('error', () => undefined);
  const wrong = async (problem: Message): Promise<ExitCode> => {
    const words = [message('cli.wrong-usage', { problem }), message('cli.see-help')].map(translate);
    await write(stderr, `${words.join('\n')}\n`);
    return 2;
  };
  const time = { clock: io.clock ?? systemClock, schedule: systemSchedule };
  const windows = io.windows ?? (await createWindowsInspector(process.platform, time));
  const read = readArguments(args, { windows: windows !== undefined });
  if (!read.ok) return wrong(read.error);
  const command = read.value;
  if (command.kind === 'help') {
    await write(stdout, `${translate(message('cli.usage'))}\n`);
    return 0;
  }
  if (command.kind === 'version') {
    await write(stdout, `${toolVersion}\n`);
    return 0;
  }
  const problem = command.out === undefined ? null : await prepareFolder(command.out);
  if (problem !== null) return wrong(problem);
  const password = command.passwordFromStdin ? await readPassword(io.stdin ?? process.stdin) : null;
  if (password?.ok === false) return wrong(password.error);
  try {
    return await diagnose(command, password?.value, { ...io, ...time, windows, stdout, stderr });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    await write(stderr, `${translate(message('cli.unexpected', { detail }))}\n`);
    return 3;
  }
}

async function diagnose(
  command: Diagnose,
  password: string | undefined,
  io: CommandLineIo & { readonly stdout: Writable; readonly stderr: Writable; readonly clock: Clock },
): Promise<ExitCode> {
  const { signal, release } =
    io.signal === undefined ? interruption() : { signal: io.signal, release: () => undefined };
  const never = new AbortController().signal;
  const lines = createProgressLines();
  const { clock, windows } = io;
  const { keepCredentials } = command;
  const capture = command.out === undefined ? undefined : createWireCapture({ clock, keepCredentials });
  const run = await runDiagnosis({
    request: command.request,
    password,
    clock,
    signal,
    skipped: () => never,
    emit: (event) => {
      for (const line of command.json ? [] : lines(event)) io.stderr.write(`${translate(line)}\n`);
    },
    tap: capture,
    windows,
    currentUser: await createCurrentUser(process.platform),
  }).finally(release);
  const report = buildReport(run);
  const json = reportJson(report);
  const failed = await write(io.stdout, command.json ? json : `\n${reportText(report)}`);
  if (failed !== null) await write(io.stderr, `${translate(message('cli.error.output', { detail: failed }))}\n`);
  let saved = true;
  if (command.out !== undefined && capture !== undefined) {
    const files = [
      { path: join(command.out, 'report.json'), contents: json, written: 'cli.written' },
      {
        path: join(command.out, 'probe.pcapng'),
        contents: probePcapng(capture, report),
        written: 'cli.written.capture',
      },
    ] as const;
    for (const file of files) saved = (await save(file, command.json, io)) && saved;
  }
  return saved && failed === null && !signal.aborted ? exitCodeOf(report) : 3;
}

async function save(
  file: {
    readonly path: string;
    readonly contents: string | Uint8Array;
    readonly written: 'cli.written' | 'cli.written.capture';
  },
  quiet: boolean,
  { stdout, stderr }: { readonly stdout: Writable; readonly stderr: Writable },
): Promise<boolean> {
  const { path } = file;
  const written = await writeWhole(path, file.contents);
  if (!written.ok) {
    const { detail } = written.error;
    await write(stderr, `${translate(message('cli.error.out', { path, detail }))}\n`);
    return false;
  }
  await write(quiet ? stderr : stdout, `\n${translate(message(file.written, { path }))}\n`);
  return true;
}

function exitCodeOf(report: Report): ExitCode {
  const codes: Partial<Record<CauseId, ExitCode>> = { healthy: 0, inconclusive: 3 };
  return codes[report.verdict.cause] ?? 1;
}

/** Makes the folder, so that a run is not made in vain; what is wrong with it otherwise. */
async function prepareFolder(path: string): Promise<Message | null> {
  try {
    await makeFolder(resolve(path));
    return (await stat(path)).isDirectory() ? null : message('cli.error.out-path', { path, detail: 'ENOTDIR' });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return message('cli.error.out-path', { path, detail });
  }
}

/** As `recursive` would do it, which does not come to an end on file systems that make no folders, such as /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

/** Stops at the first interruption; a second one ends the process as usual. */
function interruption(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    release();
    controller.abort();
  };
  const release = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return { signal: controller.signal, release };
}

/**
 * Writes and waits until it is out: on Windows a pipe is written behind our back. Gives what went wrong; a reader that
 * left is nothing wrong.
 */
function write(stream: Writable, text: string): Promise<string | null> {
  return new Promise((done) => {
    const settle = (error?: NodeJS.ErrnoException | null): void => {
      done(error === undefined || error === null || error.code === 'EPIPE' ? null : error.message);
    };
    stream.once('error', settle);
    stream.write(text, settle);
  });
}
