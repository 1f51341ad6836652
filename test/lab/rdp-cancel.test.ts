import { expect, test } from 'vitest';
import type { CheckId } from '../../app/model/check.ts';
import { systemClock } from '../../main/clock.ts';
import { planRun } from '../../main/diagnosis/plan.ts';
import { runDiagnosis } from '../../main/diagnosis/run.ts';
import type { RdpScript } from './servers/scripted-rdp.ts';
import { confirms, startScriptedRdp } from './servers/scripted-rdp.ts';
import { until } from './until.ts';

/** Runs the Remote Desktop checks before a fake, and skips `check` once the fake was asked `after` times. */
async function skipWhileWaiting(check: CheckId, script: RdpScript, after: number) {
  const server = await startScriptedRdp(script);
  const skip = new AbortController();
  const never = new AbortController().signal;
  try {
    const running = runDiagnosis({
      request: {
        symptom: 'rdp-session-deleted',
        target: { host: '127.0.0.1', port: 445, rdpPort: server.port, account: { kind: 'anonymous' } },
        plan: planRun({ symptom: 'rdp-session-deleted', deadlineMs: 60_000 }),
      },
      clock: systemClock,
      signal: never,
      skipped: (id) => (id === check ? skip.signal : never),
      emit: () => undefined,
    });
    await until('the fake to be asked', () => (server.requested().length >= after ? true : undefined));
    skip.abort();
    return await running;
  } finally {
    await server.stop();
  }
}

test('a request that nobody answers is given up at once when its check is skipped', async () => {
  const run = await skipWhileWaiting('rdp-negotiate', () => 'silence', 1);
  expect(run.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'resolve done',
    'rdp-negotiate cancelled',
    'rdp-tls skipped',
  ]);
  expect(run.exchanges.at(-1)).toMatchObject({ series: 'rdp.negotiate', outcome: 'cancelled' });
  expect(run.observations.map(({ kind }) => kind)).toEqual(['name-resolved', 'rdp-connected']);
});

test('so is a handshake', async () => {
  const script: RdpScript = (requested) =>
    requested === 0 ? { bytes: confirms.fails(1) } : { bytes: confirms.selects(1), toHello: 'silence' };
  const run = await skipWhileWaiting('rdp-tls', script, 3);
  expect(run.checks.at(-1)).toMatchObject({ id: 'rdp-tls', outcome: 'cancelled' });
  expect(run.observations.map(({ kind }) => kind)).not.toContain('rdp-no-answer');
});
