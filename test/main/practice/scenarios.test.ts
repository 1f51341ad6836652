import { afterEach, describe, expect, test } from 'vitest';
import { summarise } from '../../../app/latency/summary.ts';
import type { Sample } from '../../../app/model/run.ts';
import { systemClock } from '../../../main/clock.ts';
import { delayOf, scenarios } from '../../../main/practice/scenarios.ts';
import type { PracticeServer, PracticeServerOptions } from '../../../main/practice/server.ts';
import { startPracticeServer } from '../../../main/practice/server.ts';
import { negotiateSmb2 } from '../../../main/smb2/negotiate.ts';
import { seededRandom } from '../../app/random.ts';
import { must } from '../must.ts';
import { clientOf, connectTo, patient, signIn } from './client.ts';

let server: PracticeServer | null = null;
afterEach(() => server?.stop());

async function start(options: PracticeServerOptions): Promise<PracticeServer> {
  server = await startPracticeServer(options);
  return server;
}

describe('slow', () => {
  const { delay } = scenarios.slow;
  if (delay === null) throw new Error('slow has no delay');

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('200 echoes are named slow and end within a minute (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const samples = Array.from({ length: 200 }, (_, index): Sample => [index, delayOf(delay, random)]);
    const { p50, p99, max } = summarise(samples);
    expect(p50).toBeGreaterThan(165);
    expect(p50).toBeLessThan(185);
    expect(max).toBeGreaterThan(delay.least + delay.spread);
    expect(p99).toBeLessThan(1000);
    expect(samples.reduce((sum, [, ms]) => sum + (ms ?? 0), 0)).toBeLessThan(50_000);
  });

  test('every answer is that late, and none overtakes another', async () => {
    const delays: number[] = [];
    const tasks: (() => void)[] = [];
    const time = { monotonicMs: () => 0, now: () => new Date(0) };
    const slow = await start({
      scenario: 'slow',
      clock: time,
      random: seededRandom(1),
      timers: (delayMs, task) => {
        delays.push(delayMs);
        tasks.push(task);
        return () => undefined;
      },
    });
    const client = await clientOf(slow);
    const negotiated = client.negotiate(patient);
    await expect.poll(() => tasks.length).toBe(1);
    tasks[0]?.();
    must((await negotiated).result);
    const echoes = Array.from({ length: 30 }, () => client.echo(patient));
    await expect.poll(() => tasks.length).toBe(31);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(delay.least);
    expect(delays.slice(1)).toEqual(delays.slice(1).toSorted((a, b) => a - b));
    for (const task of tasks.slice(1)) task();
    for (const echo of await Promise.all(echoes)) must(echo.result);
    client.close();
  });
});

describe('smb1-disabled', () => {
  test('closes on an SMB1-only negotiate, without a word', async () => {
    const client = await clientOf(await start({ scenario: 'smb1-disabled' }));
    const { result, record } = await client.negotiate(patient);
    expect(result).toEqual({ ok: false, error: { kind: 'transport', end: { how: 'fin' } } });
    expect(record.reply).toBeUndefined();
  });
});

describe.each(['healthy', 'smb1-disabled'] as const)('%s serves SMB2', (scenario) => {
  test.each([
    ['smb2', 0x0311],
    ['multi-protocol', 0x02ff],
  ] as const)('to the %s negotiate', async (dialogue, dialect) => {
    const tcp = await connectTo(await start({ scenario }));
    const randomBytes = (count: number) => Buffer.alloc(count, 0x5a);
    const options = { dialogue, connection: 'c1', clock: systemClock, randomBytes, ...patient };
    const answer = must((await negotiateSmb2(tcp, options)).result);
    expect(answer).toMatchObject({ dialect, securityMode: 1 });
    expect(Math.abs((answer.systemTime?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });
});

describe('stalled', () => {
  test('answers 40 echoes, then nothing on that connection, and everything on a new one', async () => {
    const stalled = await start({ scenario: 'stalled' });
    const client = await clientOf(stalled);
    const session = await signIn(client);
    const { tid } = must((await client.connectTree(session, 'Practice', patient)).result);
    for (let sent = 0; sent < 40; sent++) must((await client.echo(patient)).result);

    const impatient = { deadlineMs: 60 };
    const unanswered = await Promise.all([
      client.echo(impatient),
      client.queryFsInfo({ uid: session.uid, tid }, impatient),
      client.logOff(session, impatient),
    ]);
    for (const { result } of unanswered) expect(result).toMatchObject({ ok: false, error: { kind: 'deadline' } });

    const other = await clientOf(stalled);
    await signIn(other);
    must((await other.echo(patient)).result);
    // The first connection is still open.
    const still = await client.echo(impatient);
    expect(still.result).toMatchObject({ ok: false, error: { kind: 'deadline' } });
    client.close();
    other.close();
  });
});

test('only slow delays, only stalled goes silent, only smb1-disabled closes', () => {
  const told = Object.entries(scenarios).map(([name, { smb1, delay, silentAfterEchoes }]) => [
    name,
    smb1,
    delay !== null,
    silentAfterEchoes,
  ]);
  expect(told).toEqual([
    ['healthy', 'served', false, null],
    ['slow', 'served', true, null],
    ['smb1-disabled', 'closed', false, null],
    ['stalled', 'served', false, 40],
  ]);
});
