import type { Exchange } from '../../../app/model/exchange.ts';
import type { Observation } from '../../../app/model/observation.ts';
import type { RunRequest } from '../../../app/model/run.ts';

/** A run of three checks. */
export const exampleRequest: RunRequest = {
  symptom: 'unknown',
  target: { host: 'nas-01', port: 445, account: { kind: 'anonymous' } },
  plan: {
    checks: ['resolve', 'tcp', 'smb1-negotiate'],
    samples: 200,
    deadlineMs: 10_000,
    workDeadlineMs: 90_000,
    readOnly: false,
    consent: [],
  },
};

export const exampleObservation: Observation = {
  id: 'o-1',
  check: 'tcp',
  at: '2026-03-09T14:32:00.100Z',
  kind: 'tcp-connected',
  address: '192.0.2.7',
  port: 445,
  ms: 0.4,
};

export const exampleExchange: Exchange = {
  id: 'e-1',
  connection: 'c1',
  series: 'tcp.connect',
  atMs: 3,
  ms: 0.4,
  status: { form: 'none', raw: '', value: 0, name: '' },
  outcome: 'answered',
};
