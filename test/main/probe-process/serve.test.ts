import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../app/model/run.ts';
import type { ProbeMessage } from '../../../main/probe-process/messages.ts';
import type { Diagnose } from '../../../main/probe-process/serve.ts';
import { serveRun } from '../../../main/probe-process/serve.ts';
import { createManualTime } from '../manual-time.ts';
import { exampleRequest } from './example.ts';

type Options = Parameters<Diagnose>[0];

/** A served run whose engine is the test itself. */
function setUp() {
  const time = createManualTime();
  const posted: ProbeMessage[] = [];
  const begun: Options[] = [];
  let end: (run: { durationMs: number }) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const obey = serveRun({
    clock: time.clock,
    schedule: time.schedule,
    post: (message) => posted.push(message),
    diagnose: (options) => {
      begun.push(options);
      return new Promise((resolve, reject) => {
        end = resolve;
        fail = reject;
      });
    },
  });
  const start = () => {
    const ended = obey({ type: 'start', request: exampleRequest, password: 'geheim' });
    const options = begun[0];
    if (options === undefined) throw new Error('the engine was not started');
    return {
      ended,
      options,
      end: (durationMs: number) => {
        end({ durationMs });
      },
      fail: (error: Error) => {
        fail(error);
      },
    };
  };
  return { time, posted, begun, obey, start };
}

const started: RunEvent = { type: 'check-started', check: 'tcp', atMs: 0 };

describe('serveRun', () => {
  it('begins one run only, with what it was told', async () => {
    const { posted, begun, obey, start } = setUp();
    const { options } = start();
    expect(options).toMatchObject({ request: exampleRequest, password: 'geheim' });
    expect(posted).toEqual([{ type: 'began', startedAt: '2026-03-09T14:32:00.000Z' }]);
    await obey({ type: 'start', request: exampleRequest });
    expect(begun).toHaveLength(1);
  });

  it('posts events in batches, in order, and the rest before the end', async () => {
    const { time, posted, start } = setUp();
    const { ended, options, end } = start();
    options.emit(started);
    options.emit({ ...started, check: 'smb1-negotiate' });
    expect(posted).toHaveLength(1);
    time.advance(50);
    expect(posted[1]).toEqual({ type: 'events', events: [started, { ...started, check: 'smb1-negotiate' }] });
    options.emit(started);
    end(60);
    await ended;
    expect(posted.slice(2)).toEqual([
      { type: 'events', events: [started] },
      { type: 'ended', durationMs: 60 },
    ]);
    time.advance(1_000);
    expect(posted).toHaveLength(4);
  });

  it('skips one check and stops all, also when told before the check asks', async () => {
    const { obey, start } = setUp();
    const { options } = start();
    const early = options.skipped('tcp');
    await obey({ type: 'skip', check: 'tcp' });
    await obey({ type: 'skip', check: 'smb1-echo' });
    expect([early.aborted, options.skipped('smb1-echo').aborted]).toEqual([true, true]);
    expect([options.skipped('resolve').aborted, options.signal.aborted]).toEqual([false, false]);
    await obey({ type: 'stop' });
    expect(options.signal.aborted).toBe(true);
  });

  it('throws on what the engine throws, so that its process ends', async () => {
    const { posted, start } = setUp();
    const { ended, fail } = start();
    fail(new Error('broken'));
    await expect(ended).rejects.toThrow('broken');
    expect(posted.map(({ type }) => type)).toEqual(['began']);
  });
});
