import { describeStatus, noStatus } from '../../../app/knowledge/statuses.ts';
import type { Run, Sample } from '../../../app/model/run.ts';
import { planRun } from '../../../main/diagnosis/plan.ts';

/** A run in which the sign-in was refused, with 1,500 echoes of which one was lost. */
export function refusedRun(): Run {
  const at = '2026-11-21T10:00:00.000Z';
  const status = describeStatus('nt', 0xc000006d);
  const echoes = Array.from({ length: 1500 }, (_, index): Sample => [
    index,
    index === 700 ? null : 1 + (index % 7) / 3,
  ]);
  return {
    request: {
      symptom: 'smb-timeout',
      target: { host: 'srv', port: 445, account: { kind: 'user', domain: 'LAB', user: 'j.doe' } },
      plan: planRun(),
    },
    startedAt: at,
    durationMs: 1234.56789,
    checks: [
      { id: 'resolve', outcome: 'done', durationMs: 1 },
      { id: 'tcp', outcome: 'done', durationMs: 1 },
      { id: 'smb1-session', outcome: 'done', durationMs: 2 },
      {
        id: 'smb1-tree',
        outcome: 'skipped',
        why: { id: 'check.why.needs', params: { check: { id: 'check.smb1-session.label' } } },
        durationMs: 0,
      },
    ],
    observations: [
      { id: 'o-1', check: 'tcp', at, kind: 'tcp-connected', address: '10.0.0.5', port: 445, ms: 0.4 },
      {
        id: 'o-2',
        check: 'smb1-session',
        at,
        kind: 'sign-in-refused',
        account: 'user',
        user: 'LAB\\j.doe',
        status,
        ms: 3.2,
        exchange: 'x-2',
      },
    ],
    exchanges: [
      { id: 'x-1', connection: 'c1', series: 'tcp.connect', atMs: 0, ms: 0.4, status: noStatus, outcome: 'answered' },
      {
        id: 'x-2',
        connection: 'c1',
        series: 'smb1.session-setup',
        atMs: 1,
        ms: 3.2,
        status,
        outcome: 'refused',
        mid: 2,
      },
    ],
    samples: new Map([
      ['tcp.connect', [[0, 0.4]]],
      ['smb1.echo', echoes],
    ]),
  };
}
