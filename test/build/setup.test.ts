import { expect, test } from 'vitest';
import { holdsLocked } from '../../build/setup.mjs';

const locked = {
  '': { version: '0.1.0' },
  'node_modules/react': { version: '19.3.1' },
  'node_modules/only-on-another-platform': { version: '1.0.0', optional: true },
};

test('what the lockfile says is installed', () => {
  expect(holdsLocked({ 'node_modules/react': { version: '19.3.1' } }, locked)).toBe(true);
});

test.each([
  { why: 'a package is missing', installed: {} },
  { why: 'a package has another version', installed: { 'node_modules/react': { version: '19.3.0' } } },
  {
    why: 'an optional package is there in another version',
    installed: {
      'node_modules/react': { version: '19.3.1' },
      'node_modules/only-on-another-platform': { version: '0.9.0' },
    },
  },
])('packages are to be installed when $why', ({ installed }) => {
  expect(holdsLocked(installed, locked)).toBe(false);
});
