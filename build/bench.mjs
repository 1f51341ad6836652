import { bundleForNode, bundleIfStale } from './bundle.mjs';
import { runNode, say } from './run.mjs';
import { setUp } from './setup.mjs';

/** Measures our echo against a bare TCP exchange and against impacket's, and the time to a report. */

const bundle = 'out/bench/bench.mjs';

try {
  await setUp(['lab']);
  await bundleForNode('test/bench/bench.ts', bundle, 'esm');
  await bundleIfStale(['cli']);
  process.exitCode = await runNode([bundle, ...process.argv.slice(2)]);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
