import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { bundleForNode } from '../../../build/bundle.mjs';
import { programPath } from '../programs.ts';

export interface ForgetfulNatOptions {
  /** The port on loopback that the clients reach through it. */
  readonly target: number;
  /** Milliseconds without a packet after which a connection is forgotten. */
  readonly idleMs: number;
  readonly args: readonly string[];
  /** Goes to standard input. */
  readonly password: string;
}

/** Where the server is, as seen from behind the NAT. */
const server = '10.9.0.2:4450';
const root = new URL('../../..', import.meta.url).pathname;

/**
 * Runs our command line, as a program of its own, in a network namespace whose only way out is a NAT that forgets silent
 * connections; gives what it printed. The packets are the kernel's own, TCP keep-alives included, which no proxy sees.
 */
export async function diagnoseBehindNat(options: ForgetfulNatOptions): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'session-doctor-nat-'));
  const path = join(directory, 'server');
  const open = new Set<Socket>();
  const border = createServer((near) => {
    const far = connect({ port: options.target, host: '127.0.0.1', noDelay: true });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined).once('close', () => open.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  try {
    await bundleForNode('main/cli-entry.ts', relative(root, join(directory, 'cli.mjs')), 'esm');
    await new Promise<void>((resolve) => border.listen(path, resolve));
    return await print(options, path, join(directory, 'cli.mjs'));
  } finally {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => border.close(resolve));
    rmSync(directory, { recursive: true });
  }
}

function print({ idleMs, args, password }: ForgetfulNatOptions, path: string, program: string): Promise<string> {
  const nat = [join(import.meta.dirname, 'forgetful-nat.py'), String(idleMs / 1000), path];
  const command = [process.execPath, program, server, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(
      programPath('namespace'),
      ['--map-root-user', '--net', '--kill-child', 'python3', ...nat, ...command],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let printed = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.once('error', reject);
    child.once('close', () => {
      if (printed === '') reject(new Error(`nothing was printed: ${complaints}`));
      else resolve(printed);
    });
    child.stdin.end(`${password}\n`);
  });
}
