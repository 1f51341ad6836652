import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { bundleForNode } from '../bundle.mjs';
import { root, say } from '../run.mjs';
import { hasWine } from '../setup/system-packages.mjs';
import { placeKoffiForWindows, placeWindowsNode } from './place.mjs';
import { openWine, thisWindows } from './wine.mjs';

/**
 * @typedef {{ name: string, outcome: 'passed' | 'failed' | 'skipped', ms: number, error?: string }} Line
 * @typedef {{ done: true }} Last
 */

const folder = 'test/windows';
const fileTimeoutMs = 120_000;

/**
 * Runs the tests that need Windows: on Windows itself, or under Wine. Writes the counts to `report`, in Vitest's form.
 *
 * @param {string} report from the project's folder
 * @param {readonly string[]} words parts of the names of files; all of them without any
 * @returns {Promise<number>} the exit code
 */
export async function testOnWindows(report, words) {
  const files = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts') && words.every((word) => name.includes(word)))
    .sort();
  if (files.length === 0) {
    say(`No file in ${folder} is named so.`);
    return 1;
  }
  const onWindows = process.platform === 'win32';
  if (!onWindows && !hasWine()) {
    const required = process.env['SESSION_DOCTOR_REQUIRE_LAB'] === '1';
    const why = 'needs Wine (Debian packages wine and winbind)';
    return finish(
      report,
      files.map((name) => ({ name: `${name} [${why}]`, outcome: required ? 'failed' : 'skipped', ms: 0 })),
    );
  }
  const node = onWindows ? process.execPath : await placeWindowsNode();
  if (!onWindows) await placeKoffiForWindows();
  const windows = await (onWindows ? thisWindows() : openWine());
  try {
    /** @type {Line[]} */
    const lines = [];
    for (const file of files) lines.push(...(await testFile(windows, node, file)));
    return await finish(report, lines);
  } finally {
    await windows.close();
  }
}

/**
 * @param {import('./wine.mjs').Windows} windows
 * @param {string} node
 * @param {string} file
 * @returns {Promise<Line[]>}
 */
async function testFile(windows, node, file) {
  await mkdir(join(root, 'out'), { recursive: true });
  // Below the project's folder, so that the bundle finds koffi.
  const scratch = await mkdtemp(join(root, 'out/windows-'));
  try {
    const bundle = join(scratch, basename(file, '.ts') + '.mjs');
    const written = join(scratch, 'report');
    await bundleForNode(join(folder, file), bundle, 'esm');
    const paths = [join(root, 'build/windows/run-tests.mjs'), bundle, written].map(windows.pathOf);
    const ended = await windows.run(node, ['--enable-source-maps', ...paths], {
      timeoutMs: fileTimeoutMs,
      // Where Wine looks for Kerberos tickets: a test writes its own there, and none of ours are seen.
      env: { KRB5CCNAME: join(scratch, 'tickets') },
    });
    const raw = existsSync(written) ? readFileSync(written, 'utf8') : '';
    const all = raw
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => /** @type {Line | Last} */ (JSON.parse(line)));
    /** @type {Line[]} */
    const lines = [];
    for (const line of all) if ('name' in line) lines.push({ ...line, name: `${file} > ${line.name}` });
    if (all.some((line) => 'done' in line) && lines.length > 0) return lines;
    const error = `It ended with ${String(ended.code)} before its end.\n${ended.output}${ended.errors}`;
    return [...lines, { name: file, outcome: 'failed', ms: 0, error }];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Tells every test and writes the counts.
 *
 * @param {string} report
 * @param {readonly Line[]} lines
 * @returns {Promise<number>}
 */
async function finish(report, lines) {
  const signs = { passed: '✓', failed: '✗', skipped: '↓' };
  for (const { name, outcome, ms, error } of lines) {
    console.log(` ${signs[outcome]} ${name} (${ms.toFixed(0)} ms)`);
    if (error !== undefined) console.log(error.replace(/^/gm, '     '));
  }
  const count = (/** @type {Line['outcome']} */ wanted) => lines.filter(({ outcome }) => outcome === wanted).length;
  const counts = {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped'),
    numTodoTests: 0,
  };
  await mkdir(join(root, 'test-output'), { recursive: true });
  await writeFile(join(root, report), JSON.stringify(counts));
  console.log(
    `\n Tests ${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} skipped`,
  );
  return counts.numFailedTests === 0 ? 0 : 1;
}
