import { describe, expect, test } from 'vitest';
import type { RunProgress, RunWish } from '../../../app/contract.ts';
import { createRunStore, doneCount, runningChecks, startOf } from '../../../renderer/state/run.ts';
import { createFakeBridge } from '../fake-bridge.ts';
import { recording } from '../recordings.ts';

const recorded = recording('stalled');
const plan = { ...recorded.request.plan, checks: recorded.request.plan.checks.map((id) => ({ id })) };
const wish: RunWish = { symptom: 'unknown', target: recorded.request.target, password: 'Correct-Horse-7' };
const nothingNew: Omit<RunProgress, 'runId'> = {
  elapsedMs: 1,
  started: [],
  finished: [],
  progress: [],
  observations: [],
  exchanges: [],
  sampleCounts: {},
};

function open(answers: Parameters<typeof createFakeBridge>[1] = {}) {
  const fake = createFakeBridge(recorded, answers);
  const store = createRunStore(fake.bridge, { now: () => 7, wallClock: () => 1000 });
  return { ...fake, store };
}

describe('a run', () => {
  test('gives the password to main and keeps it nowhere', async () => {
    const { store, asked } = open();
    expect(await store.getState().start(wish, plan)).toBe(true);
    expect(asked).toContainEqual({ request: 'startRun', args: [wish] });
    expect(JSON.stringify(store.getState())).not.toContain('Correct-Horse-7');
  });

  test('keeps all else of the wish, so that only an answer that was changed since makes it one of other settings', async () => {
    const { store } = open();
    const whole: RunWish = { ...wish, readOnly: true, idleMs: 60_000, consent: ['vc-collision'] };
    await store.getState().start(whole, plan);
    expect(store.getState().wish).toEqual({ ...whole, password: undefined });
  });

  test('collects what is pushed, in order, and holds no samples', async () => {
    const { store, play, end } = open();
    await store.getState().start(wish, plan);
    play((event) => event.type === 'check-finished' && event.result.id === 'smb1-tree');
    play((event) => event.type === 'observation' && event.observation.kind === 'exchange-no-answer');
    expect(runningChecks(store.getState())).toEqual(['smb1-echo']);
    play();
    end();
    const state = store.getState();
    expect(state.phase).toBe('ended');
    expect(state.observations.map(({ id }) => id)).toEqual(
      recorded.events.flatMap((event) => (event.type === 'observation' ? [event.observation.id] : [])),
    );
    expect(state.sampleCounts['smb1.echo']).toBe(61);
    expect(state).not.toHaveProperty('samples');
    expect(doneCount(state)).toBe(7);
    expect(runningChecks(state)).toEqual([]);
    expect(startOf(state)).toBe(Date.parse(recorded.startedAt));
  });

  test('takes the time of a check from its first report on, and the clock of the window with it', async () => {
    const { store, push } = open();
    await store.getState().start(wish, plan);
    push('runProgress', { ...nothingNew, runId: 1, elapsedMs: 20, started: ['resolve'] });
    push('runProgress', { ...nothingNew, runId: 1, elapsedMs: 300, started: ['resolve', 'tcp'] });
    expect(store.getState()).toMatchObject({ started: { resolve: 20, tcp: 300 }, elapsedMs: 300, heardAt: 7 });
  });

  test('takes no news of another run', async () => {
    const { store, play, end, push } = open();
    await store.getState().start(wish, plan);
    play();
    end();
    const before = store.getState();
    push('runProgress', { ...nothingNew, runId: 1, started: ['resolve'] });
    expect(store.getState()).toBe(before);
    const again = store.getState().start(wish, plan);
    push('runProgress', { ...nothingNew, runId: 1, started: ['resolve'] });
    expect(store.getState().started).toEqual({});
    push('runProgress', { ...nothingNew, runId: 2, started: ['tcp'] });
    expect(store.getState()).toMatchObject({ number: 2, runId: 2, started: { tcp: 1 } });
    await again;
    push('runProgress', { ...nothingNew, runId: 3, started: ['smb1-tree'] });
    expect(Object.keys(store.getState().started)).toEqual(['tcp']);
  });

  test('that main would not start leaves the last one as it was', async () => {
    const { store } = open({ start: 'refused' });
    expect(await store.getState().start(wish, plan)).toBe(false);
    expect(store.getState()).toMatchObject({ phase: 'none', number: 0, wish: null });
  });

  test('can be stopped, and one check of it skipped', async () => {
    const { store, asked, play } = open();
    store.getState().stop();
    expect(asked).toEqual([]);
    await store.getState().start(wish, plan);
    play((event) => event.type === 'check-started' && event.check === 'smb1-echo');
    store.getState().skip('smb1-echo');
    store.getState().stop();
    expect(asked.slice(1)).toEqual([
      { request: 'skipCheck', args: [1, 'smb1-echo'] },
      { request: 'stopRun', args: [1] },
    ]);
    expect(store.getState().ended?.how).toBe('stopped');
  });
});
