import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleIfStale, bundles } from './bundle.mjs';
import { root, say } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * Becomes the command line: it runs in this very process, so that standard streams, signals and exit code are its own.
 * npm starts us in the project's folder; relative paths are meant from where the user stands.
 */
try {
  await setUp([]);
  await bundleIfStale(['cli']);
  const program = join(root, bundles.cli.output);
  process.argv[1] = program;
  process.chdir(process.env['INIT_CWD'] ?? process.cwd());
  await import(pathToFileURL(program).href);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 3;
}
