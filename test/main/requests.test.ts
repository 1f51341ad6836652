import { describe, expect, it } from 'vitest';
import type { Report } from '../../app/model/report.ts';
import { failure, success } from '../../app/model/result.ts';
import type { Run } from '../../app/model/run.ts';
import type { RunHost } from '../../main/probe-process/host.ts';
import type { RequestParts } from '../../main/requests.ts';
import { createRequestHandlers, reportFileName } from '../../main/requests.ts';
import { exampleRequest } from './probe-process/example.ts';

const run: Run = {
  request: exampleRequest,
  startedAt: '2026-03-09T14:32:00.000Z',
  durationMs: 12,
  checks: [],
  observations: [],
  exchanges: [],
  samples: new Map(),
};
const report = { schema: 'session-doctor/report@1' } as Report;
const wish = { symptom: exampleRequest.symptom, target: exampleRequest.target };

function setUp(parts: Partial<RequestParts> = {}) {
  const started: unknown[][] = [];
  const written: string[][] = [];
  const copied: string[] = [];
  const suggested: string[] = [];
  const host: RunHost = {
    start: (...args) => {
      started.push(args);
      return { started: true, runId: 1 };
    },
    skip: () => undefined,
    stop: () => undefined,
    chartSamples: () => null,
    run: (runId) => (runId === 1 ? run : undefined),
    close: () => Promise.resolve(),
  };
  const handlers = createRequestHandlers({
    info: () => {
      throw new Error('not asked here');
    },
    plan: () => exampleRequest.plan,
    host,
    report: () => report,
    reportText: ({ schema }) => `text of ${schema}`,
    askWhere: (name) => {
      suggested.push(name);
      return Promise.resolve('/cases/a.json');
    },
    write: (...args) => {
      written.push(args);
      return Promise.resolve(success(undefined));
    },
    copy: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
    ...parts,
  });
  return { handlers, started, written, copied, suggested };
}

describe('planRun and startRun', () => {
  it('show the plan that a start then runs', async () => {
    const { handlers, started } = setUp();
    expect(handlers.planRun(wish)).toEqual({
      checks: [{ id: 'resolve' }, { id: 'tcp' }, { id: 'smb1-negotiate' }],
      samples: 200,
      deadlineMs: 10_000,
      workDeadlineMs: 90_000,
      readOnly: false,
    });
    await handlers.startRun({ ...wish, password: 'geheim' });
    expect(started).toEqual([[exampleRequest, 'geheim']]);
  });

  it('keep the practice scenario in the request and the password out of it', async () => {
    const { handlers, started } = setUp();
    await handlers.startRun({ ...wish, practice: 'slow', password: 'geheim' });
    expect(started[0]?.[0]).toEqual({ ...exampleRequest, practice: 'slow' });
  });
});

describe('saveReport', () => {
  it('asks where, with a name that says what and when, and writes JSON', async () => {
    const { handlers, written, suggested } = setUp();
    expect(await handlers.saveReport(1)).toEqual({ saved: true, path: '/cases/a.json' });
    expect(suggested).toEqual(['session-doctor nas-01 2026-03-09 1432.json']);
    expect(written).toEqual([['/cases/a.json', '{\n  "schema": "session-doctor/report@1"\n}\n']]);
  });

  it('says why it saved nothing', async () => {
    expect(await setUp().handlers.saveReport(2)).toEqual({ saved: false, reason: 'no-run' });
    const cancelled = setUp({ askWhere: () => Promise.resolve(undefined) });
    expect(await cancelled.handlers.saveReport(1)).toEqual({ saved: false, reason: 'cancelled' });
    expect(cancelled.written).toEqual([]);
    const full = setUp({ write: () => Promise.resolve(failure({ code: 'disk-full', detail: 'ENOSPC' })) });
    expect(await full.handlers.saveReport(1)).toEqual({
      saved: false,
      reason: 'failed',
      code: 'disk-full',
      detail: 'ENOSPC',
    });
  });
});

describe('copying', () => {
  it('puts the summary of a run, or a text, on the clipboard', async () => {
    const { handlers, copied } = setUp();
    expect(await handlers.copySummary(1)).toBe(true);
    expect(await handlers.copyText('smb.mid == 7')).toBe(true);
    expect(copied).toEqual(['text of session-doctor/report@1', 'smb.mid == 7']);
  });

  it('copies nothing where there is no run', async () => {
    const { handlers, copied } = setUp();
    expect(await handlers.copySummary(2)).toBe(false);
    expect(copied).toEqual([]);
  });
});

describe('reportFileName', () => {
  it.each([
    ['fe80::1%eth0', undefined, 'session-doctor fe80--1-eth0 2026-03-09 1432.json'],
    ['サーバー', undefined, 'session-doctor サーバー 2026-03-09 1432.json'],
    ['ignored', 'stalled', 'session-doctor practice stalled 2026-03-09 1432.json'],
  ] as const)('of %s, practice %s', (host, practice, name) => {
    const target = { ...exampleRequest.target, host };
    const request = { ...exampleRequest, target, ...(practice === undefined ? {} : { practice }) };
    expect(reportFileName({ request, startedAt: run.startedAt })).toBe(name);
  });
});
