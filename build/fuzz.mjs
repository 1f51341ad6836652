import { bundleForNode } from './bundle.mjs';
import { runNode, say } from './run.mjs';
import { setUp } from './setup.mjs';

/** Looks for replies that break codec or client; the options stand in test/fuzz/fuzz.ts. */

const bundle = 'out/fuzz/fuzz.mjs';

try {
  await setUp([]);
  await bundleForNode('test/fuzz/fuzz.ts', bundle, 'esm');
  process.exitCode = await runNode(['--enable-source-maps', bundle, ...process.argv.slice(2)]);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
