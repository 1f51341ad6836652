import { spawn } from 'node:child_process';

const startTimeoutMs = 10_000;

/**
 * Starts a virtual X display on the first free number and gives its name, such as `:99`, and a way to end it. Throws
 * when Xvfb is not installed or does not come up.
 *
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export function startXvfb() {
  const screen = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-displayfd', '3'];
  const server = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = () => {
    server.kill();
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error('Xvfb did not come up.'));
    }, startTimeoutMs);
    server.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`Xvfb could not be started: ${error.message}`));
    });
    server.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Xvfb ended with ${String(code)}.`));
    });
    let number = '';
    const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    pipe.on('data', (chunk) => {
      number += String(chunk);
      if (!number.includes('\n')) return;
      clearTimeout(timer);
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
