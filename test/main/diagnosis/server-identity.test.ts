import { expect, test } from 'vitest';
import { createRecorder } from '../../../main/diagnosis/recorder.ts';
import type { ServerIdentity } from '../../../main/diagnosis/server-identity.ts';
import { noteIdentity } from '../../../main/diagnosis/server-identity.ts';
import { createWorkbench } from '../../../main/diagnosis/workbench.ts';
import { createManualTime } from '../manual-time.ts';

const started = { march2: '2026-03-02T08:00:00.000Z', march9: '2026-03-09T14:31:40.000Z' };

/** What is noted when answers of these machines come, ten seconds apart. */
function noted(...answers: readonly Partial<ServerIdentity>[]) {
  const { clock, advance } = createManualTime();
  const recorder = createRecorder(clock, () => undefined);
  const context = { recorder, bench: createWorkbench(), clock };
  for (const answer of answers) {
    const identity = { protocol: 'smb2', guid: 'one', startTime: null, serverTime: null, ...answer } as const;
    noteIdentity(context, 'smb2-negotiate', identity, 'x-1');
    advance(10_000);
  }
  return recorder.observations;
}

test('nothing is noted of a server that stays the same, or that is met by two protocols', () => {
  expect(noted({ startTime: started.march2 }, { startTime: started.march2 }, { startTime: null })).toEqual([]);
  expect(noted({ protocol: 'smb1', guid: 'one' }, { protocol: 'smb2', guid: 'two' })).toEqual([]);
});

test('another GUID is noted, and whether it takes turns with the first', () => {
  const change = { kind: 'server-changed', what: 'guid', ms: 10_000, exchange: 'x-1' };
  expect(noted({}, { guid: 'two' }, { guid: 'one' })).toMatchObject([
    { ...change, before: 'one', after: 'two', returned: false },
    { ...change, before: 'two', after: 'one', returned: true },
  ]);
});

test('another time of start is noted with the clock that the server had before', () => {
  const before = { startTime: started.march2, serverTime: '2026-03-09T14:31:00.000Z' };
  expect(noted(before, { startTime: started.march9 })).toMatchObject([
    { what: 'start-time', before: started.march2, after: started.march9, serverTimeBefore: before.serverTime },
  ]);
});
