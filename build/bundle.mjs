import { existsSync } from 'node:fs';
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isProgram, root, say } from './run.mjs';
import { isStale } from './stale.mjs';

/**
 * @typedef {'index' | 'cli' | 'worker' | 'preload' | 'renderer'} Part
 * @typedef {{ entry: string, output: string, sources: readonly string[], format: 'esm' | 'cjs' | 'vite' }} Bundle
 */

const toolchain = ['package.json', 'package-lock.json', 'build/bundle.mjs'];
const node = ['main', 'app', ...toolchain];

/** What is bundled, from where, to where, and which files and folders make it out of date. */
export const bundles = /** @type {const} @satisfies {Record<Part, Bundle>} */ ({
  index: { entry: 'main/index.ts', output: 'out/main/index.mjs', sources: node, format: 'esm' },
  cli: { entry: 'main/cli-entry.ts', output: 'out/main/cli.mjs', sources: node, format: 'esm' },
  worker: { entry: 'main/worker.ts', output: 'out/main/worker.mjs', sources: node, format: 'esm' },
  preload: { entry: 'main/preload.ts', output: 'out/preload/preload.cjs', sources: node, format: 'cjs' },
  renderer: {
    entry: 'renderer/index.html',
    output: 'out/renderer/index.html',
    sources: ['renderer', 'app', 'build/vite.config.ts', ...toolchain],
    format: 'vite',
  },
});

/** Every part, in the order in which they are built. */
export const allParts = /** @type {Part[]} */ (Object.keys(bundles));

/** Bundled CommonJS libraries may call `require`, which an ES module lacks. */
const requireForModules =
  "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);";

/**
 * Bundles one entry for Node 20 and later (Electron's own Node included). The files are put in place whole, so that
 * a program started meanwhile reads either the old one or the new one.
 *
 * @param {string} entry
 * @param {string} output
 * @param {'esm' | 'cjs'} format
 */
export async function bundleForNode(entry, output, format) {
  const { build } = await import('esbuild');
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: output,
    format,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['electron', 'koffi'],
    sourcemap: true,
    write: false,
    logLevel: 'warning',
    ...(format === 'esm' ? { banner: { js: requireForModules } } : {}),
  });
  await mkdir(dirname(join(root, output)), { recursive: true });
  for (const file of result.outputFiles) {
    const fresh = `${file.path}.${String(process.pid)}`;
    await writeFile(fresh, file.contents);
    await rename(fresh, file.path);
  }
}

async function bundleWindow() {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'build/vite.config.ts'), logLevel: 'warn' });
}

/**
 * Builds the parts that are out of date, or all that are named when `force` is set. An entry that is not written yet
 * is passed over. Throws what esbuild or Vite throw when the source does not build.
 *
 * @param {readonly Part[]} parts
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<Part[]>} the parts that were built
 */
export async function bundleIfStale(parts, { force = false } = {}) {
  const due = parts.filter((part) => {
    const { entry, output, sources } = bundles[part];
    return existsSync(join(root, entry)) && (force || isStale(output, sources));
  });
  const begun = new Date();
  await Promise.all(
    due.map(async (part) => {
      const { entry, output, format } = bundles[part];
      await (format === 'vite' ? bundleWindow() : bundleForNode(entry, output, format));
      // Dated at the beginning: a source saved during the build makes its output stale again.
      await utimes(join(root, output), begun, begun);
    }),
  );
  return due;
}

if (isProgram(import.meta.url)) {
  const named = process.argv.slice(2);
  const parts = named.length === 0 ? allParts : allParts.filter((part) => named.includes(part));
  try {
    const built = await bundleIfStale(parts, { force: true });
    say(`Bundled: ${built.join(', ') || 'nothing'}.`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
