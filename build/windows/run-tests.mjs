import { appendFileSync } from 'node:fs';
import { run } from 'node:test';
import { inspect } from 'node:util';

/*
 * Runs one bundled file of tests in this very process, on Windows: `node run-tests.mjs FILE REPORT`. The report gets one
 * JSON line for each test (`Line`), and at last {"done":true}, without which the process was cut short.
 *
 * @typedef {{ name: string, outcome: 'passed' | 'failed' | 'skipped', ms: number, error?: string }} Line
 */

const [file = '', report = ''] = process.argv.slice(2);
const write = (/** @type {object} */ line) => {
  appendFileSync(report, `${JSON.stringify(line)}\n`);
};

/** Names of the suites around the test that has begun last. @type {string[]} */
const around = [];

// `isolation` is younger than the types that we check against.
const options = /** @type {import('node:test').RunOptions} */ (
  /** @type {object} */ ({ files: [file], isolation: 'none' })
);

for await (const { type, data } of run(options)) {
  if (type === 'test:start') around.splice(data.nesting, Infinity, data.name);
  if (type !== 'test:pass' && type !== 'test:fail') continue;
  const { nesting, name, skip, todo, details } = data;
  const error = type === 'test:fail' ? /** @type {Error} */ (data.details.error) : undefined;
  // A suite fails with the tests in it, and by itself only when it can't be set up.
  if (
    details.type === 'suite' &&
    (error === undefined || ('failureType' in error && error.failureType === 'subtestsFailed'))
  )
    continue;
  const skipped = (skip ?? false) !== false || (todo ?? false) !== false;
  write({
    name: [...around.slice(0, nesting), name].join(' > '),
    outcome: error === undefined ? (skipped ? 'skipped' : 'passed') : 'failed',
    ms: details.duration_ms,
    ...(error === undefined ? {} : { error: inspect(error.cause ?? error) }),
  });
}
write({ done: true });
// A test that leaves a handle open must not hold up the ones after it.
process.exit();
