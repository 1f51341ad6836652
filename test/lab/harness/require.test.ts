import { expect, test } from 'vitest';
import { planSuite } from '../require.ts';

const isInstalled = (program: string): boolean => program === 'tshark';

test('a suite runs where all that it needs is installed', () => {
  expect(planSuite(['tshark'], isInstalled, true)).toEqual({ kind: 'run' });
});

test.each([
  [false, 'skip'],
  [true, 'fail'],
])('a missing program is named; where the lab is required (%s) the suite does %s', (isRequired, kind) => {
  const plan = planSuite(['tshark', 'smbd', 'impacket'], isInstalled, isRequired);
  expect(plan).toEqual({
    kind,
    reason: 'needs smbd (Debian package samba), impacket (Debian package python3-impacket)',
  });
});

test('what a kernel does not allow is no failure, and is named', () => {
  const plan = planSuite(['tshark', 'namespace'], isInstalled, true);
  expect(plan).toEqual({ kind: 'skip', reason: 'needs namespace (Debian package iproute2)' });
});
