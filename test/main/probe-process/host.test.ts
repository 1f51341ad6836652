import { describe, expect, it } from 'vitest';
import type { Pushes } from '../../../app/contract.ts';
import type { Finding } from '../../../app/model/finding.ts';
import type { Run, RunEvent } from '../../../app/model/run.ts';
import { createRunHost } from '../../../main/probe-process/host.ts';
import type { ProbeMessage, ProbeOrder } from '../../../main/probe-process/messages.ts';
import { createManualTime } from '../manual-time.ts';
import { exampleExchange, exampleObservation, exampleRequest } from './example.ts';

const finding: Finding = {
  cause: 'inconclusive',
  confidence: 'possible',
  summary: { id: 'cause.inconclusive.summary' },
  next: { id: 'cause.inconclusive.next' },
  evidence: [],
  against: [],
  fixes: [],
};

/** A host whose process is the test itself. */
function setUp() {
  const time = createManualTime();
  const pushes: { [Name in keyof Pushes]: Pushes[Name][] } = { runProgress: [], runEnded: [] };
  const judged: Run[] = [];
  const probes: {
    readonly orders: ProbeOrder[];
    killed: boolean;
    readonly say: (message: ProbeMessage) => void;
    readonly sayRaw: (message: unknown) => void;
    readonly exit: () => void;
  }[] = [];
  const host = createRunHost({
    launch: ({ onMessage, onExit }) => {
      const probe = { orders: [] as ProbeOrder[], killed: false, say: onMessage, sayRaw: onMessage, exit: onExit };
      probes.push(probe);
      return {
        post: (order) => probe.orders.push(order),
        kill: () => {
          probe.killed = true;
        },
      };
    },
    clock: time.clock,
    schedule: time.schedule,
    push: (name, push) => {
      (pushes[name] as (typeof push)[]).push(push);
    },
    findingsOf: (run) => {
      judged.push(run);
      return [finding];
    },
  });
  const start = (password?: string) => {
    const answer = host.start(exampleRequest, password);
    const probe = probes.at(-1);
    if (!answer.started || probe === undefined) throw new Error('the run did not start');
    return { runId: answer.runId, probe, events: (...events: RunEvent[]) => probe.say({ type: 'events', events }) };
  };
  return { host, time, pushes, judged, probes, start };
}

describe('a run that ends by itself', () => {
  it('hands the request and the password to its process once, and keeps no password', () => {
    const { host, start } = setUp();
    const { runId, probe } = start('geheim');
    expect(probe.orders).toEqual([{ type: 'start', request: exampleRequest, password: 'geheim' }]);
    expect(JSON.stringify(host.run(runId))).not.toContain('geheim');
  });

  it('pushes what came in, then the end with findings and latencies', () => {
    const { pushes, judged, start } = setUp();
    const { runId, probe, events } = start();
    probe.say({ type: 'began', startedAt: '2026-03-09T14:31:59.000Z' });
    events(
      { type: 'check-started', check: 'tcp', atMs: 1 },
      { type: 'check-progress', check: 'tcp', atMs: 2, message: { id: 'check.progress.address' } },
      { type: 'observation', observation: exampleObservation },
      { type: 'exchange', exchange: exampleExchange },
      { type: 'samples', series: 'tcp.connect', samples: [[3, 0.4]] },
    );
    expect(pushes.runProgress).toEqual([
      {
        runId,
        elapsedMs: 0,
        started: ['tcp'],
        finished: [],
        progress: [{ check: 'tcp', message: { id: 'check.progress.address' } }],
        observations: [exampleObservation],
        exchanges: [exampleExchange],
        sampleCounts: { 'tcp.connect': 1 },
      },
    ]);
    probe.say({ type: 'ended', durationMs: 12 });
    expect(pushes.runEnded).toHaveLength(1);
    expect(pushes.runEnded[0]).toMatchObject({
      runId,
      how: 'finished',
      durationMs: 12,
      startedAt: '2026-03-09T14:31:59.000Z',
      findings: [finding],
      latency: [{ series: 'tcp.connect', count: 1, p50: 0.4 }],
    });
    expect(judged[0]?.observations).toEqual([exampleObservation]);
    expect(probe.killed).toBe(true);
  });

  it('tells the window at most four times a second, and in the end all of it', () => {
    const { time, pushes, start } = setUp();
    const { probe, events } = start();
    for (let echo = 0; echo < 100; echo++) {
      events({ type: 'samples', series: 'smb1.echo', samples: [[echo, 1]] });
      time.advance(10);
    }
    expect(pushes.runProgress.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 250, 500, 750, 1000]);
    events({ type: 'samples', series: 'smb1.echo', samples: [[1000, 1]] });
    probe.say({ type: 'ended', durationMs: 1001 });
    expect(pushes.runProgress.at(-1)?.sampleCounts).toEqual({ 'smb1.echo': 101 });
    time.advance(1000);
    expect(pushes.runProgress).toHaveLength(6);
  });

  it('refuses a second run meanwhile, and starts one afterwards under a new number', () => {
    const { host, start, probes } = setUp();
    const { runId, probe } = start();
    expect(host.start(exampleRequest)).toEqual({ started: false, reason: 'already-running' });
    expect(probes).toHaveLength(1);
    probe.say({ type: 'ended', durationMs: 1 });
    expect(host.start(exampleRequest)).toEqual({ started: true, runId: runId + 1 });
    expect(host.run(runId)).toBeUndefined();
  });
});

describe('a practice run', () => {
  it('is recorded with the address that its server listens on', () => {
    const { host, start } = setUp();
    const { runId, events } = start();
    const target = { ...exampleRequest.target, host: '127.0.0.1', port: 50_445 };
    events({ type: 'practice-began', target });
    expect(host.run(runId)?.request).toEqual({ ...exampleRequest, target });
  });
});

describe('a run that is ended', () => {
  it('passes a skip and a stop on, and nothing for another run', () => {
    const { host, start } = setUp();
    const { runId, probe } = start();
    host.skip(runId, 'tcp');
    host.skip(runId + 1, 'tcp');
    host.stop(runId + 1);
    host.stop(runId);
    host.stop(runId);
    expect(probe.orders.slice(1)).toEqual([{ type: 'skip', check: 'tcp' }, { type: 'stop' }]);
  });

  it('is called stopped when its process signs off in time', () => {
    const { host, pushes, start } = setUp();
    const { runId, probe } = start();
    host.stop(runId);
    probe.say({ type: 'ended', durationMs: 40 });
    expect(pushes.runEnded).toMatchObject([{ how: 'stopped', durationMs: 40 }]);
  });

  it('ends a process that does not sign off, and keeps what it had found', () => {
    const { host, time, pushes, start } = setUp();
    const { runId, probe, events } = start();
    events(
      { type: 'check-started', check: 'resolve', atMs: 0 },
      { type: 'observation', observation: exampleObservation },
    );
    host.stop(runId);
    time.advance(1_999);
    expect(pushes.runEnded).toEqual([]);
    time.advance(1);
    expect(probe.killed).toBe(true);
    expect(pushes.runEnded).toMatchObject([{ how: 'stopped', durationMs: 2_000 }]);
    expect(host.run(runId)).toMatchObject({
      observations: [exampleObservation],
      checks: [
        { id: 'resolve', outcome: 'cancelled', why: { id: 'check.why.stopped' } },
        { id: 'tcp', outcome: 'cancelled', why: { id: 'check.why.stopped' } },
        { id: 'smb1-negotiate', outcome: 'cancelled', why: { id: 'check.why.stopped' } },
      ],
    });
    probe.exit();
    expect(pushes.runEnded).toHaveLength(1);
  });

  it('is closed with the app: only once no process is left', async () => {
    const { host, start } = setUp();
    const { probe } = start();
    let closed = false;
    const closing = host.close().then(() => {
      closed = true;
    });
    await Promise.resolve();
    expect(closed).toBe(false);
    expect(probe.orders.at(-1)).toEqual({ type: 'stop' });
    probe.say({ type: 'ended', durationMs: 5 });
    await closing;
    expect(closed).toBe(true);
    await expect(host.close()).resolves.toBeUndefined();
  });
});

describe('a process that dies', () => {
  it('leaves its results, and says of every other check why it is missing', () => {
    const { host, time, pushes, start } = setUp();
    const { runId, probe, events } = start();
    events(
      { type: 'check-started', check: 'resolve', atMs: 0 },
      { type: 'check-finished', result: { id: 'resolve', outcome: 'done', durationMs: 1 } },
      { type: 'check-started', check: 'tcp', atMs: 1 },
      { type: 'samples', series: 'tcp.connect', samples: [[3, 0.4]] },
    );
    time.advance(700);
    probe.exit();
    expect(pushes.runEnded).toMatchObject([{ how: 'process-gone', durationMs: 700 }]);
    expect(pushes.runProgress.at(-1)?.finished.map(({ id, outcome, durationMs }) => [id, outcome, durationMs])).toEqual(
      [
        ['tcp', 'failed', 699],
        ['smb1-negotiate', 'skipped', 0],
      ],
    );
    expect(host.chartSamples(runId, 'tcp.connect', 100)).toMatchObject({ total: 1, samples: [[3, 0.4]] });
  });

  it('is ended when it says what no probe says', () => {
    for (const nonsense of [
      undefined,
      'x',
      { type: 'events', events: [{ type: 'check-started', check: 'format-c' }] },
    ]) {
      const { pushes, start } = setUp();
      const { probe } = start();
      probe.sayRaw(nonsense);
      expect(probe.killed).toBe(true);
      expect(pushes.runEnded).toMatchObject([{ how: 'process-gone' }]);
    }
  });

  it('is not heard after the end', () => {
    const { host, pushes, start } = setUp();
    const { runId, probe, events } = start();
    probe.say({ type: 'ended', durationMs: 1 });
    events({ type: 'observation', observation: exampleObservation });
    probe.exit();
    expect(pushes.runEnded).toHaveLength(1);
    expect(host.run(runId)?.observations).toEqual([]);
  });
});

describe('samples for a chart', () => {
  it('are decimated, counted and summarised; null without a run or samples', () => {
    const { host, start } = setUp();
    expect(host.chartSamples(1, 'smb1.echo', 100)).toBeNull();
    const { runId, events } = start();
    expect(host.chartSamples(runId, 'smb1.echo', 100)).toBeNull();
    const samples = Array.from({ length: 5_000 }, (_, index): [number, number] => [index, index === 2_500 ? 900 : 1]);
    events({ type: 'samples', series: 'smb1.echo', samples });
    const chart = host.chartSamples(runId, 'smb1.echo', 100);
    expect(chart?.total).toBe(5_000);
    expect(chart?.samples.length).toBeLessThanOrEqual(100);
    expect(chart?.samples).toContainEqual([2_500, 900]);
    expect(chart?.latency).toMatchObject({ count: 5_000, max: 900 });
  });
});
