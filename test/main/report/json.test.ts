import { expect, test } from 'vitest';
import { Report } from '../../../app/model/report.ts';
import { buildReport, reportJson } from '../../../main/report/json.ts';
import { observe } from '../../app/observations.ts';
import { refusedRun } from './run.ts';

const environment = { os: 'Test 1', arch: 'x64', runtime: 'Node.js', elevated: null } as const;

test('a report holds against its own schema after a round trip', () => {
  const report = Report.parse(JSON.parse(reportJson(buildReport(refusedRun(), environment))));
  expect(report).toMatchObject({
    schema: 'session-doctor/report@1',
    symptom: 'smb-timeout',
    durationMs: 1234.568,
    verdict: { cause: 'logon-failed', confidence: 'confirmed' },
    findings: [{ cause: 'logon-failed', detail: 'name-or-password', evidence: ['o-2'], against: [], fixes: [] }],
    environment,
  });
});

test('every sentence is in words', () => {
  const report = buildReport(refusedRun(), environment);
  expect(report.verdict.summary).toBe(
    'srv refused the sign-in as LAB\\j.doe with 0xC000006D STATUS_LOGON_FAILURE. It was tried once.',
  );
  expect(report.checks.at(-1)?.why).toBe('Needs the result of “Sign in”');
  expect(report.observations[0]?.summary).toBe('Port 445 on 10.0.0.5 is open');
});

test('at most 1,000 samples a series, the lost one among them, and numbers over all', () => {
  const report = buildReport(refusedRun(), environment);
  const drawn = report.samples['smb1.echo'] ?? [];
  expect(drawn.length).toBeLessThanOrEqual(1000);
  expect(drawn.filter(([, ms]) => ms === null)).toHaveLength(1);
  expect(report.latency.find((row) => row.series === 'smb1.echo')).toMatchObject({ count: 1500, lost: 1 });
});

test('times are given to the microsecond', () => {
  const text = reportJson(buildReport(refusedRun(), environment));
  expect(text).toContain('1234.568');
  expect(text).not.toMatch(/\d\.\d{4,}/);
});

test('the report lists the timers that were read, and what is not known of them is null', () => {
  const run = refusedRun();
  const timers = [
    observe('timer', { configured: 90, effective: 90, source: 'registry' }),
    observe('timer', { timer: 'auto-disconnect', unit: 'min', machine: 'target', effective: null, default: null }),
  ];
  const report = buildReport({ ...run, observations: [...run.observations, ...timers] }, environment);
  expect(Report.parse(report).timers).toEqual([
    { id: 'sess-timeout', machine: 'this-pc', value: 90, unit: 's', default: 60, source: 'registry', effective: 90 },
    {
      id: 'auto-disconnect',
      machine: 'target',
      value: null,
      unit: 'min',
      default: null,
      source: 'default',
      effective: null,
    },
  ]);
});
