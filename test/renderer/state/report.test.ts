import { expect, test } from 'vitest';
import { createReportStore, savedPath } from '../../../renderer/state/report.ts';
import { createFakeBridge } from '../fake-bridge.ts';
import { recording } from '../recordings.ts';

test('a saved report belongs to its run, and one is saved at a time', async () => {
  const { bridge, asked } = createFakeBridge(recording('healthy'));
  const store = createReportStore(bridge);
  const first = store.getState().save(4);
  expect(store.getState().saving).toBe(true);
  await store.getState().save(4);
  await first;
  expect(asked).toEqual([{ request: 'saveReport', args: [4] }]);
  expect(savedPath(store.getState(), 4)).toBe('C:\\Tickets\\report.json');
  expect(savedPath(store.getState(), 5)).toBeNull();
});

test('a request that main refused is told as a failure, with its reason', async () => {
  const { bridge } = createFakeBridge(recording('healthy'));
  const store = createReportStore({ ...bridge, saveReport: () => Promise.reject(new Error('failed')) });
  await store.getState().save(1);
  expect(store.getState()).toMatchObject({
    saving: false,
    last: { runId: 1, answer: { saved: false, reason: 'failed', code: 'other', detail: 'failed' } },
  });
});
