import { expect, test } from 'vitest';
import type { RunEvent } from '../../../../app/model/run.ts';
import { systemClock } from '../../../../main/clock.ts';
import { planRun } from '../../../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../../../main/diagnosis/run.ts';

/** A run of silent connections to the practice server, which has no disk share; ended by `on`. */
async function run(
  idleMs: number,
  on: (event: RunEvent, end: { stop: () => void; skip: () => void }) => void,
  clock = systemClock,
) {
  const stop = new AbortController();
  const skip = new AbortController();
  const target = { host: '127.0.0.1', port: 445, account: { kind: 'anonymous' } } as const;
  const { observations, exchanges, checks } = await runDiagnosis({
    request: {
      symptom: 'unknown',
      target,
      plan: planRun({ checks: ['smb1-idle'], samples: 1, idleMs }),
      practice: 'healthy',
    },
    clock,
    signal: stop.signal,
    skipped: (check) => (check === 'smb1-idle' ? skip : new AbortController()).signal,
    emit: (event) => {
      on(event, {
        stop: () => {
          stop.abort();
        },
        skip: () => {
          skip.abort();
        },
      });
    },
  });
  const idles = observations.filter((seen) => seen.kind === 'idle-connection');
  return { idles, exchanges, check: checks.find(({ id }) => id === 'smb1-idle') };
}

test.each(['stop', 'skip'] as const)('after a %s what was seen is kept, and everybody is signed off', async (how) => {
  const { idles, exchanges, check } = await run(4_000, (event, end) => {
    if (event.type === 'observation' && event.observation.kind === 'idle-connection') end[how]();
  });
  expect(check?.outcome).toBe('cancelled');
  expect(check?.durationMs).toBeLessThan(3_000);
  expect(idles).toHaveLength(9);
  const alive = idles.filter(({ end }) => end === 'alive');
  expect(alive.length).toBeGreaterThanOrEqual(1);
  expect(alive.map(({ plannedMs }) => plannedMs)).toEqual(alive.map(() => 500));
  expect(idles.filter(({ end }) => end !== 'alive').map(({ end }) => end)).toEqual(
    Array.from({ length: idles.length - alive.length }, () => 'not-reached'),
  );
  const logoffs = exchanges.filter(({ series, outcome }) => series === 'smb1.logoff' && outcome === 'answered');
  expect(new Set(logoffs.map(({ connection }) => connection)).size).toBe(9);
});

test('stopped while connections are being set up, it sets up no more', async () => {
  const { idles, exchanges } = await run(60_000, (event, end) => {
    if (event.type === 'exchange' && event.exchange.series === 'smb1.tree-connect') {
      if (event.exchange.connection === 'c3') end.stop();
    }
  });
  expect(new Set(idles.map(({ end }) => end))).toEqual(new Set(['not-reached']));
  expect(exchanges.filter(({ series }) => series === 'tcp.connect')).toHaveLength(3);
});

test('what happens while this PC sleeps is nobody’s timer', async () => {
  let sleptMs = 0;
  const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + sleptMs) };
  const { idles, check } = await run(
    2_000,
    (event) => {
      if (event.type === 'observation' && event.observation.kind === 'idle-connection') sleptMs = 3_600_000;
    },
    clock,
  );
  expect(check?.outcome).toBe('done');
  const [first, ...others] = idles.map(({ end }) => end);
  expect(first).toBe('alive');
  expect(others).toEqual(Array.from({ length: 8 }, () => 'interrupted'));
});

test('tells every two seconds how long it will take', async () => {
  const told: RunEvent[] = [];
  await run(2_600, (event) => {
    if (event.type === 'check-progress' && event.check === 'smb1-idle') told.push(event);
  });
  expect(told).toMatchObject([{ message: { id: 'check.progress.idle', params: { held: 2 } } }]);
});
