import { spawn } from 'node:child_process';
import { programPath } from '../programs.ts';
import { processGroup } from '../sockets.ts';

/** A server which does not outlive the process that started it. */
export interface GuardedProcess {
  /** The server's own process, which leads a process group with all its children. */
  readonly pid: number;
  /** What it has printed so far, both streams, for error messages. */
  readonly output: () => string;
  readonly hasEnded: () => boolean;
  /** Every living process of its group. */
  readonly processes: () => readonly number[];
  /** Kills the group, stopped processes included, and removes the directory. Can be called again. */
  readonly stop: () => Promise<void>;
}

/**
 * The shell that stands between us and the server. It reads from a pipe that we hold open: when we end, however we end,
 * the pipe does too, and the shell kills the server's whole group (SIGKILL, as nothing else ends a stopped process) and
 * removes its directory. Where the server has not yet made its group, it is killed by itself. $1 is the directory, the
 * rest is the command.
 */
export const guardScript = `
directory=$1; shift
exec 3<&0
setsid "$@" </dev/null 3<&- &
server=$!
echo "guarding $server"
{ read -r _ <&3; kill -s KILL -- "-$server" || kill -s KILL "$server"; } 2>/dev/null &
wait "$server" 2>/dev/null
kill -s KILL -- "-$server" 2>/dev/null
rm -rf -- "$directory"
`;

/**
 * Starts `command` in a process group of its own. `directory` is the server's own and goes with it.
 * Throws when the shell cannot be started.
 */
export async function startGuarded(command: readonly string[], directory: string): Promise<GuardedProcess> {
  programPath('setsid');
  const shell = spawn('/bin/sh', ['-c', guardScript, 'guard', directory, ...command], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
  });
  let output = '';
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    shell.once('exit', () => {
      ended = true;
      resolve();
    });
  });
  const pid = await new Promise<number>((resolve, reject) => {
    const take = (chunk: string): void => {
      output = (output + chunk).slice(-8192);
      const announced = /^guarding (\d+)$/m.exec(output);
      if (announced !== null) resolve(Number(announced[1]));
    };
    shell.stdout.setEncoding('utf8').on('data', take);
    shell.stderr.setEncoding('utf8').on('data', take);
    shell.once('error', reject);
    shell.once('exit', () => {
      reject(new Error(`the server ended at once: ${output}`));
    });
  });
  shell.stdin.on('error', () => undefined);
  return {
    pid,
    output: () => output,
    hasEnded: () => ended,
    processes: () => processGroup(pid),
    stop: async () => {
      shell.stdin.end();
      await exited;
    },
  };
}
