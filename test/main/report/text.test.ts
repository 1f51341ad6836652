import { expect, test } from 'vitest';
import { buildReport } from '../../../main/report/json.ts';
import { reportText } from '../../../main/report/text.ts';
import { observe } from '../../app/observations.ts';
import { refusedRun } from './run.ts';

const environment = { os: 'Test 1', arch: 'x64', runtime: 'Node.js', elevated: null } as const;

test('verdict first, then what to do, evidence, latencies and what was not done', () => {
  const text = reportText(buildReport(refusedRun(), environment));
  expect(text.split('\n').slice(0, 6)).toEqual([
    'The sign-in was refused  (confirmed, logon-failed)',
    'Server srv, port 445, as LAB\\j.doe',
    '',
    'srv refused the sign-in as LAB\\j.doe with 0xC000006D STATUS_LOGON_FAILURE. It was tried once.',
    '',
    'Next: Check name, domain and password with the user. A server that accepts only NTLMv1 answers the same.',
  ]);
  expect(text).toContain('  o-2  The sign-in as LAB\\j.doe was refused with 0xC000006D STATUS_LOGON_FAILURE');
  expect(text).toMatch(/^ {2}tcp\.connect +1 +0\.4 ms +0\.4 ms +0$/m);
  expect(text).toMatch(/^ {2}smb1\.echo +1500 .* 1$/m);
  expect(text).toContain('  smb1-tree: skipped. Needs the result of “Sign in”');
  expect(text).not.toContain('{{');
});

test('one line says that this PC was not inspected where it is not Windows, unless that was asked for', () => {
  const line = 'This PC was not inspected: that needs Windows.';
  const run = refusedRun();
  const textOf = (os: string, checks: typeof run.checks = []) =>
    reportText(buildReport({ ...run, checks: [...run.checks, ...checks] }, { ...environment, os }));
  expect(textOf('Linux 6').split(line)).toHaveLength(2);
  expect(textOf('Windows_NT 10.0.26100')).not.toContain(line);
  const why = { id: 'check.why.needs-windows' };
  const asked = textOf('Linux 6', [{ id: 'windows-ports', outcome: 'skipped', why, durationMs: 0 }]);
  expect(asked).not.toContain(line);
  expect(asked).toContain('  windows-ports: skipped. Local inspection needs Windows');
});

test('silent connections stand in a table, by time and way', () => {
  const run = refusedRun();
  const observations = [
    ...run.observations,
    observe('idle-connection', { plannedMs: 60_000, atMs: 60_001 }),
    observe('idle-connection', { end: 'fin', when: 'waiting', atMs: 60_003, ms: null }),
    observe('idle-connection', { variant: 'open-handle', atMs: 120_002 }),
    observe('idle-connection', { variant: 'in-use' }),
  ];
  const text = reportText(buildReport({ ...run, observations }, environment));
  const from = text.indexOf('Silent connections');
  expect(text.slice(from).split('\n').slice(0, 5)).toEqual([
    'Silent connections',
    '  silent for  plain              open folder  in use',
    '  1 min 00 s  alive',
    '  2 min 00 s  FIN at 1 min 00 s  alive        alive',
    '',
  ]);
});
