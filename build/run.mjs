import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The project's folder, without a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Tells the reader one thing, on standard error: standard output belongs to the command's own result. */
export function say(/** @type {string} */ line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a program to its end, in the project's folder unless told otherwise, with our standard streams unless told
 * otherwise. Interrupts are passed on. Gives the exit code; a signal counts as 128 and its number, as in a shell;
 * a program that could not be started as 127.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, forward);
    const end = (/** @type {number} */ code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', () => {
      end(127);
    });
    child.on('close', (code, signal) => {
      end(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * Runs a program quietly and gives what it wrote.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string, errors: string }>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    child.on('error', (error) => {
      resolve({ code: 127, output, errors: error.message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output, errors });
    });
  });
}

/** Runs a JavaScript program with the Node that runs us. */
export function runNode(
  /** @type {readonly string[]} */ args,
  /** @type {import('node:child_process').SpawnOptions} */ options = {},
) {
  return run(process.execPath, args, options);
}

/** How to start npm: through the script that started us where npm did, so that its version stays the same. */
export function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return { command: process.execPath, before: [script], shell: false };
  return { command: 'npm', before: /** @type {string[]} */ ([]), shell: process.platform === 'win32' };
}

/** True when the module at this address is the program that Node was asked to run. */
export function isProgram(/** @type {string} */ address) {
  return process.argv[1] !== undefined && fileURLToPath(address) === realpathSync(process.argv[1]);
}
