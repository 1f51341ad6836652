import { describe, expect, test } from 'vitest';
import { createRecorder } from '../../../main/diagnosis/recorder.ts';
import type { ServerIdentity } from '../../../main/diagnosis/server-identity.ts';
import { noteIdentity, noteSmb1Identity } from '../../../main/diagnosis/server-identity.ts';
import { createWorkbench } from '../../../main/diagnosis/workbench.ts';
import type { NegotiatedSecurity, NtLmNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import type { NegotiateReply } from '../../../main/smb1/negotiate.ts';
import { createManualTime } from '../manual-time.ts';
import { negotiated } from '../smb1/negotiated.ts';

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

describe('over SMB1', () => {
  const answer = (security: NegotiatedSecurity): NtLmNegotiateResponse => ({ ...negotiated, security });
  const named = (byte: number): NegotiatedSecurity => ({
    kind: 'extended',
    serverGuid: Buffer.alloc(16, byte),
    blob: Buffer.alloc(0),
  });

  function notedOf(...answers: readonly NegotiateReply[]) {
    const { clock } = createManualTime();
    const recorder = createRecorder(clock, () => undefined);
    const context = { recorder, bench: createWorkbench(), clock };
    for (const reply of answers) noteSmb1Identity(context, 'smb1-negotiate', reply, 'x-1');
    return recorder.observations;
  }

  test('a machine is told by its GUID, which only extended security brings', () => {
    const challenge = answer({ kind: 'challenge', challenge: Buffer.alloc(8), domainName: '', serverName: '' });
    expect(notedOf(answer(named(1)), challenge, { kind: 'no-dialect', wordCount: 1 }, answer(named(1)))).toEqual([]);
    expect(notedOf(answer(named(1)), answer(named(2)))).toMatchObject([{ protocol: 'smb1', what: 'guid' }]);
  });
});
