import { describe, expect, test } from 'vitest';
import { isSessionDeleted } from '../../../app/knowledge/statuses.ts';
import type { CheckId } from '../../../app/model/check.ts';
import type { RunEvent } from '../../../app/model/run.ts';
import { RunEvent as runEvent } from '../../../app/model/run.ts';
import type { Account, PracticeScenario } from '../../../app/model/target.ts';
import { findingsOf } from '../../../app/reasoning/findings.ts';
import { systemClock } from '../../../main/clock.ts';
import { planRun } from '../../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../../main/diagnosis/run.ts';
import { ntowfv2 } from '../../../main/ntlm/ntlmv2.ts';

interface Wish {
  readonly scenario: PracticeScenario;
  readonly account?: Account;
  readonly password?: string;
  readonly samples?: number;
  /** Called with each event; may stop the run or skip a check. */
  readonly on?: (event: RunEvent, act: { readonly stop: () => void; readonly skip: (check: CheckId) => void }) => void;
}

/** A run against the practice server, with everything that it told. */
async function diagnose({ scenario, account = { kind: 'anonymous' }, password, samples = 20, on }: Wish) {
  const stop = new AbortController();
  const skips = new Map<CheckId, AbortController>();
  const skipOf = (check: CheckId): AbortController => {
    const skip = skips.get(check) ?? new AbortController();
    skips.set(check, skip);
    return skip;
  };
  const events: RunEvent[] = [];
  const run = await runDiagnosis({
    request: {
      symptom: 'unknown',
      target: { host: '127.0.0.1', port: 445, account },
      plan: planRun({ samples }),
      practice: scenario,
    },
    password,
    clock: systemClock,
    signal: stop.signal,
    skipped: (check) => skipOf(check).signal,
    emit: (event) => {
      events.push(runEvent.parse(event));
      on?.(event, {
        stop: () => {
          stop.abort();
        },
        skip: (check) => {
          skipOf(check).abort();
        },
      });
    },
  });
  return { run, events };
}

/** Calls `act` once the echo series has brought `count` samples. */
function afterEchoes(count: number, act: () => void): (event: RunEvent) => void {
  let seen = 0;
  return (event) => {
    if (event.type !== 'samples' || event.series !== 'smb1.echo') return;
    seen += event.samples.length;
    if (seen === count) act();
  };
}

test('tells each check from start to end, and everything that the run then holds', async () => {
  const { run, events } = await diagnose({ scenario: 'healthy' });
  const told = events.flatMap((event) => {
    if (event.type === 'check-started') return [`${event.check} starts`];
    return event.type === 'check-finished' ? [`${event.result.id} ends`] : [];
  });
  expect(told).toEqual(run.request.plan.checks.flatMap((id) => [`${id} starts`, `${id} ends`]));
  expect(events.flatMap((event) => (event.type === 'observation' ? [event.observation] : []))).toEqual(
    run.observations,
  );
  expect(events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []))).toEqual(run.exchanges);
  expect(new Set(run.observations.map(({ id }) => id)).size).toBe(run.observations.length);
  expect(run.samples.get('smb1.echo')).toHaveLength(20);
  expect(events[0]).toMatchObject({ type: 'practice-began', target: run.request.target });
});

test('signs off: the last thing that is said is LOGOFF_ANDX, and it is answered', async () => {
  const { run } = await diagnose({ scenario: 'healthy' });
  expect(run.exchanges.at(-1)).toMatchObject({ series: 'smb1.logoff', outcome: 'answered' });
});

describe('stopped by the technician', () => {
  test('keeps what was measured, ends the rest, and still signs off', async () => {
    let stopRun = (): void => undefined;
    const watch = afterEchoes(2, () => {
      stopRun();
    });
    const { run } = await diagnose({
      scenario: 'slow',
      on: (event, { stop }) => {
        stopRun = stop;
        watch(event);
      },
    });
    const outcomes = Object.fromEntries(run.checks.map(({ id, outcome }) => [id, outcome]));
    expect(outcomes).toMatchObject({ 'smb1-tree': 'done', 'smb1-echo': 'cancelled', 'smb1-liveness': 'cancelled' });
    expect(run.observations.find(({ kind }) => kind === 'echo-series')).toMatchObject({
      sent: 2,
      latency: { lost: 0 },
    });
    expect(run.exchanges.at(-1)).toMatchObject({ series: 'smb1.logoff', outcome: 'answered' });
  });

  test('one check can be skipped and the run goes on, but is not called healthy', async () => {
    let skipEcho = (): void => undefined;
    const watch = afterEchoes(2, () => {
      skipEcho();
    });
    const { run } = await diagnose({
      scenario: 'healthy',
      samples: 5000,
      on: (event, { skip }) => {
        skipEcho = () => {
          skip('smb1-echo');
        };
        watch(event);
      },
    });
    expect(run.checks.find(({ id }) => id === 'smb1-echo')?.outcome).toBe('cancelled');
    expect(run.checks.find(({ id }) => id === 'smb1-liveness')?.outcome).toBe('done');
    expect(findingsOf(run)[0]?.cause).toBe('inconclusive');
  });
});

test('a password is in nothing that leaves the run: not as text, not as UTF-16, not as its hash', async () => {
  const password = 'Tr\u00e4umerei-und-7-Zwerge';
  const { run, events } = await diagnose({
    scenario: 'healthy',
    account: { kind: 'user', domain: 'LAB', user: 'practice' },
    password,
  });
  expect(run.observations.map(({ kind }) => kind)).toContain('sign-in-refused');
  const said = JSON.stringify([run, events]);
  for (const secret of [
    Buffer.from(password),
    Buffer.from(password, 'utf16le'),
    ntowfv2('practice', 'LAB', password),
  ]) {
    expect(said).not.toContain(secret.toString('hex'));
  }
  expect(said).not.toContain(password);
  const sent = run.exchanges.filter(({ series }) => series === 'smb1.session-setup').at(-1)?.request?.hex ?? '';
  expect(sent).toContain('4e544c4d53535000'.toLowerCase());
  expect(sent).toMatch(/(00){40}/);
});

test('an unusable session is never asked on', async () => {
  const { run } = await diagnose({ scenario: 'smb1-disabled' });
  expect(run.exchanges.some(({ status }) => isSessionDeleted(status))).toBe(false);
  expect(run.checks.find(({ id }) => id === 'smb1-session')).toMatchObject({
    outcome: 'skipped',
    why: { id: 'check.why.needs' },
  });
});
