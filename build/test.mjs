import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { allParts, bundleIfStale } from './bundle.mjs';
import { root, runNode, say } from './run.mjs';
import { setUp } from './setup.mjs';
import { addCounts, countTests, noTests } from './test-counts.mjs';
import { testOnWindows } from './windows/test.mjs';
import { startXvfb } from './xvfb.mjs';

/**
 * @typedef {import('./setup.mjs').Need} Need
 * @typedef {object} Part one part of the test, also to be run alone: `node build/test.mjs NAME [argument]...`
 * @property {string} title
 * @property {readonly Need[]} needs
 * @property {(words: readonly string[]) => Promise<number>} run gives the exit code
 * @property {string} [report] the JSON report that it writes, from the project's folder
 * @property {boolean} [alone] only ever run by its own name
 */

const tool = (/** @type {string} */ path) => join(root, 'node_modules', path);
const prettier = (/** @type {readonly string[]} */ words) =>
  runNode([tool('prettier/bin/prettier.cjs'), '--log-level', 'warn', ...words, '.']);
const tsc = (/** @type {readonly string[]} */ words) => runNode([tool('typescript/bin/tsc'), ...words]);

/** @type {(project: string) => Part['run']} */
const vitest = (project) => (words) => {
  const report = `test-output/${project}.json`;
  return runNode([
    ...[tool('vitest/vitest.mjs'), 'run', '--config', 'test/vitest.config.ts', `--project=${project}`],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...words],
  ]);
};

/** @type {(project: string) => Part['run']} */
const playwright = (project) => async (words) => {
  const screen = process.platform === 'linux' ? await startXvfb() : undefined;
  const environment = {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(root, `test-output/${project}.json`),
    ...(screen === undefined ? {} : { DISPLAY: screen.display }),
  };
  try {
    return await runNode(
      [
        ...[tool('@playwright/test/cli.js'), 'test', '--config', 'test/e2e/playwright.config.ts'],
        ...[`--project=${project}`, ...words],
      ],
      { env: environment },
    );
  } finally {
    screen?.stop();
  }
};

/** @type {Record<string, Part>} */
const parts = {
  lint: {
    title: 'Lint',
    needs: [],
    run: (words) => runNode([tool('eslint/bin/eslint.js'), '--max-warnings=0', ...(words.length > 0 ? words : ['.'])]),
  },
  format: { title: 'Format', needs: [], run: () => prettier(['--write']), alone: true },
  'format-check': { title: 'Format check', needs: [], run: () => prettier(['--check']) },
  typecheck: {
    title: 'Types, against the current Electron and the fall-back',
    needs: [],
    run: async () => (await tsc(['-b'])) || (await tsc(['-p', 'build/tsconfig.electron-33.json'])),
  },
  unit: { title: 'Unit tests', needs: [], run: vitest('unit'), report: 'test-output/unit.json' },
  lab: {
    title: 'Tests against real servers',
    needs: ['lab', 'windows'],
    run: vitest('lab'),
    report: 'test-output/lab.json',
  },
  windows: {
    title: 'On Windows, under Wine elsewhere',
    needs: ['windows'],
    run: (words) => testOnWindows('test-output/windows.json', words),
    report: 'test-output/windows.json',
  },
  bundle: {
    title: 'Bundle',
    needs: [],
    run: async () => {
      await bundleIfStale(allParts, { force: true });
      return 0;
    },
  },
  e2e: {
    title: 'The window, end to end',
    needs: ['electron', 'lab', 'window'],
    run: async (words) => {
      await bundleIfStale(allParts);
      return playwright('window')(words);
    },
    report: 'test-output/window.json',
  },
  packaged: {
    title: 'The packaged app, end to end',
    needs: ['electron', 'window'],
    run: async (words) => (await runNode(['build/package.mjs'])) || playwright('packaged')(words),
    report: 'test-output/packaged.json',
  },
};

/** Runs one part; what it throws counts as its failure, so that the parts after it still run. */
async function runPart(/** @type {Part} */ part, /** @type {readonly string[]} */ words) {
  if (part.report !== undefined) rmSync(join(root, part.report), { force: true });
  try {
    await setUp(part.needs);
    return await part.run(words);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function runAll() {
  const stop = new AbortController();
  const interrupted = stop.signal;
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      stop.abort();
    });
  let counts = noTests;
  const lines = [];
  for (const part of Object.values(parts).filter(({ alone }) => alone !== true)) {
    if (interrupted.aborted) break;
    console.log(`\n== ${part.title}`);
    const begun = performance.now();
    const code = await runPart(part, []);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const counted = countTests(part.report, code);
    counts = addCounts(counts, counted);
    const tests =
      part.report === undefined
        ? ''
        : `, ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped`;
    lines.push(`${code === 0 ? 'ok    ' : 'FAILED'} ${part.title} (${seconds} s${tests})`);
  }
  console.log(`\n${lines.join('\n')}\n`);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed === 0 && !interrupted.aborted ? 0 : 1;
}

const [name, ...words] = process.argv.slice(2);
if (process.env['CI'] === 'true' || name === '--require-lab') process.env['SESSION_DOCTOR_REQUIRE_LAB'] = '1';
const part = name === undefined ? undefined : parts[name];
if (name === undefined || name === '--require-lab') {
  process.exitCode = await runAll();
} else if (part === undefined) {
  say(`There is no part ${name}. Parts: ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 2;
} else {
  process.exitCode = await runPart(part, words);
}
