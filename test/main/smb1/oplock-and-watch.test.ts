import { beforeEach, describe, expect, test } from 'vitest';
import { decodeHeader, encodeEmptyResponse, startMessage } from '../../../main/smb1/codec/header.ts';
import { decodeOplockRelease, encodeOplockRelease } from '../../../main/smb1/codec/locking-andx.ts';
import type { OplockBreak } from '../../../main/smb1/client.ts';
import { createSigner, signatureOf } from '../../../main/smb1/signing.ts';
import { must } from '../must.ts';
import { answering } from '../scripted-peer.ts';
import type { Pair } from './open-client.ts';
import { deadlineMs, echoOf, openNegotiated } from './open-client.ts';

const handles = { uid: 7, tid: 8 };
const STATUS_CANCELLED = 0xc0000120;
const STATUS_NOTIFY_ENUM_DIR = 0x0000010c;

let pair: Pair;
beforeEach(async () => {
  pair = await openNegotiated();
});

describe('an oplock break', () => {
  const broken = { fid: 5, newOplockLevel: 1 };
  const fromServer = () => encodeOplockRelease({ flags2: 0, pid: 0xffff, uid: 0, tid: 8, mid: 0xffff }, broken);

  test('reaches who wants to know of it, and is then no stray traffic', () => {
    const told: OplockBreak[] = [];
    pair.client.onOplockBreak((one) => told.push(one));
    pair.peer.send(fromServer());
    expect(told).toEqual([{ ...broken, atMs: expect.any(Number) as number }]);
    expect(pair.client.traffic()).toMatchObject({ unsolicited: 0, stray: 0 });
  });

  test('that nobody waits for, or that makes no sense, is counted and harms nobody', async () => {
    pair.peer.send(fromServer());
    pair.client.onOplockBreak(() => {
      throw new Error('told of a message that is no oplock break');
    });
    pair.peer.send(startMessage(0x24, 'request', { flags2: 0, pid: 0xffff, uid: 0, tid: 8, mid: 0xffff }, 0, 0));
    const asked = pair.client.echo({ deadlineMs });
    pair.peer.send(echoOf(pair.lastRequest()));
    expect((await asked).result.ok).toBe(true);
    expect(pair.client.traffic()).toMatchObject({ unsolicited: 2 });
  });

  test('is acknowledged without waiting for an answer, whatever else is outstanding', async () => {
    const busy = await openNegotiated(1);
    const asked = busy.client.echo({ deadlineMs });
    const echo = busy.lastRequest();
    busy.client.acknowledgeOplockBreak(handles, { ...broken, atMs: 0 });
    const header = must(decodeHeader(busy.lastRequest()));
    expect(header).toMatchObject(handles);
    expect(must(decodeOplockRelease(busy.lastRequest(), header))).toEqual(broken);
    busy.peer.send(echoOf(echo));
    expect((await asked).result.ok).toBe(true);
  });
});

describe('a folder that is watched', () => {
  test('is cancelled by the names of its own request, and answered by it', async () => {
    const watch = pair.client.watchDirectory({ ...handles, fid: 5 }, { deadlineMs });
    const request = pair.lastRequest();
    watch.cancel();
    const { mid, uid, tid, pid } = must(decodeHeader(request));
    expect(must(decodeHeader(pair.lastRequest()))).toMatchObject({ command: 0xa4, mid, uid, tid, pid });
    pair.peer.send(encodeEmptyResponse(0xa0, answering(request, { status: STATUS_CANCELLED })));
    const { result, record } = await watch.ended;
    expect(result).toEqual({ ok: true, value: 'cancelled' });
    expect(record).toMatchObject({ series: 'smb1.notify-change', outcome: 'answered', mid });
  });

  test.each([
    ['a change', (request: Buffer) => startMessage(0xa0, 'response', answering(request), 18, 0), 'changed'],
    [
      'a status',
      (request: Buffer) => encodeEmptyResponse(0xa0, answering(request, { status: STATUS_NOTIFY_ENUM_DIR })),
      'server-status',
    ],
    [
      'an answer that makes no sense',
      (request: Buffer) => startMessage(0xa0, 'response', answering(request), 3, 0),
      'protocol-violation',
    ],
  ])('tells of %s', async (_what, answer, expected) => {
    const watch = pair.client.watchDirectory({ ...handles, fid: 5 }, { deadlineMs });
    pair.peer.send(answer(pair.lastRequest()));
    const { result } = await watch.ended;
    expect(result.ok ? result.value : result.error.kind).toBe(expected);
  });
});

test('an NT_CANCEL takes one sequence number where requests are signed, everything else two', () => {
  const macKey = Buffer.alloc(16, 7);
  const signer = createSigner(macKey);
  const head = { flags2: 0, pid: 1, uid: 1, tid: 1, mid: 1 };
  const numbers = [0x2b, 0xa4, 0x24, 0x2b].map((command) => {
    const message = startMessage(command, 'request', head, 0, 0);
    const reply = signer.sign(message);
    expect(signatureOf(macKey, reply - 1, message)).toEqual(message.subarray(14, 22));
    return reply - 1;
  });
  expect(numbers).toEqual([2, 4, 5, 7]);
});
