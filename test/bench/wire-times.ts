import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProgram, programPath } from '../lab/programs.ts';
import { until } from '../lab/until.ts';

/** What tshark says of the echoes on loopback while something else is running. */
export interface WireTimes {
  /** Milliseconds between each echo and its answer, in their order. Throws when fewer than `count` were seen in time. */
  readonly of: (count: number) => Promise<readonly number[]>;
  readonly stop: () => Promise<void>;
}

/** Why loopback can't be captured here; null where it can. */
export function captureHindrance(): string | null {
  if (findProgram('tshark') === undefined) return 'tshark is not installed';
  return process.getuid?.() === 0 ? null : 'only root may capture loopback';
}

/** Begins to capture what goes to and from a port of loopback, and gives it once tshark says that it does. */
export async function startWireTimes(port: number): Promise<WireTimes> {
  const echoAnswers = 'smb.cmd==0x2b && smb.flags.response==1';
  const capture = ['-n', '-l', '-i', 'lo', '-f', `tcp port ${String(port)}`, '-d', `tcp.port==${String(port)},nbss`];
  const args = [...capture, '-Y', echoAnswers, '-T', 'fields', '-e', 'smb.time'];
  // On any processor: it is not what is measured.
  const tshark = spawn(programPath('taskset'), ['ffffffff', programPath('tshark'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' },
  });
  const exited = once(tshark, 'exit');
  let said = '';
  let printed = '';
  tshark.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  tshark.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await until(`tshark to begin, which said: ${said}`, () => said.includes('Capture started') || undefined);
  return {
    of: (count) =>
      until(`${String(count)} echoes on the wire`, () => {
        const times = printed.split('\n').slice(0, -1);
        return times.length < count ? undefined : times.map((seconds) => Number(seconds) * 1000);
      }),
    stop: async () => {
      tshark.kill('SIGINT');
      await exited;
    },
  };
}
