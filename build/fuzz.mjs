import { bundleForNode } from './bundle.mjs';
import { runNode, say } from './run.mjs';
import { setUp } from './setup.mjs';

/** Looks for replies that break codec or client; the options stand in test/fuzz/fuzz.ts. */

const bundle = 'out/fuzz/fuzz.mjs';

try {
  await setUp([]);
  await bundleForNode('test/fuzz/fuzz.ts', bundle, 'esm');
  // With room for many cases' garbage: a collection that falls into a reading of memory would hide what it is about.
  process.exitCode = await runNode([
    '--enable-source-maps',
    '--min-semi-space-size=64',
    bundle,
    ...process.argv.slice(2),
  ]);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
