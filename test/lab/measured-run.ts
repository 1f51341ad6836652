import { Writable } from 'node:stream';
import { runCommandLine } from '../../main/cli.ts';

/**
 * A program of its own: runs the command line with its arguments and prints what that took. To be started with
 * `--expose-gc`: garbage that is only not yet collected would hide what is held.
 */

/** What a diagnosis took, as printed in JSON. */
export interface Measured {
  readonly exitCode: number;
  /** Heap and buffers that were held at most, in bytes. */
  readonly heldBytes: number;
  /** The longest time for which nothing else got its turn. */
  readonly starvedMs: number;
}

const everyMs = 20;
const { gc } = globalThis;
if (gc === undefined) throw new Error('start with --expose-gc');

let heldBytes = 0;
let starvedMs = 0;
let lastMs = performance.now();
const timer = setInterval(() => {
  starvedMs = Math.max(starvedMs, performance.now() - lastMs - everyMs);
  gc();
  const { heapUsed, external } = process.memoryUsage();
  heldBytes = Math.max(heldBytes, heapUsed + external);
  lastMs = performance.now();
}, everyMs);
const nowhere = new Writable({
  write: (_chunk, _encoding, done) => {
    done();
  },
});
const exitCode = await runCommandLine(process.argv.slice(2), { stdout: nowhere, stderr: nowhere });
clearInterval(timer);
const measured: Measured = { exitCode, heldBytes, starvedMs };
process.stdout.write(`${JSON.stringify(measured)}\n`);
