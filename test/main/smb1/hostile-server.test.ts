import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { frameMessage } from '../../../main/net/nbss-framer.ts';
import { decodeNegotiateResponse } from '../../../main/smb1/codec/negotiate.ts';
import { decodeHeader } from '../../../main/smb1/codec/header.ts';
import type { CaptureName } from '../captures.ts';
import { captureNames, captured, readCapture } from '../captures.ts';
import { mutate, seededRandom } from '../mutations.ts';
import { must } from '../must.ts';
import { deadlineMs, openClient } from './open-client.ts';

/** Much work: a loaded machine takes its time. */
const patient = { timeout: 60_000 };

const user = { kind: 'user', domain: 'D', user: 'U', password: 'P' } as const;
const smb1Captures = captureNames.filter((name) => !name.startsWith('09') && !name.startsWith('10'));
const replies = new Map(
  smb1Captures.map((name) => [
    name,
    readCapture(name)
      .messages.filter(({ from }) => from === 'server')
      .map(({ message }) => message),
  ]),
);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a server says to a request: its own reply with the MID and PID of the question, so that it is looked into. */
function aimed(reply: Buffer, request: Buffer): Buffer {
  const copy = Buffer.from(reply);
  request.copy(copy, 24, 24, 28);
  request.copy(copy, 30, 30, 32);
  return copy;
}

/** One sign-in and one of everything else, before a server whose every reply may be broken. */
async function visit(name: CaptureName, random: () => number): Promise<number> {
  const { client, peer, lastRequest } = openClient({ extendedSecurity: random() < 0.5 });
  const all = replies.get(name) ?? [];
  let settled = 0;
  const speak = (reply: Buffer | undefined): void => {
    const message = aimed(reply ?? Buffer.alloc(0), lastRequest());
    const frame = frameMessage(random() < 0.5 ? mutate(message, random) : message);
    peer.sendBytes(random() < 0.05 ? mutate(frame, random) : frame);
  };
  const count = async (exchange: Promise<unknown>): Promise<void> => {
    await exchange;
    settled += 1;
  };
  const [first = Buffer.alloc(0)] = all;
  const negotiating = client.negotiate({ deadlineMs });
  speak(first);
  vi.advanceTimersByTime(deadlineMs);
  await count(negotiating);

  const golden = must(decodeNegotiateResponse(first, must(decodeHeader(first))));
  if (golden.kind !== 'nt-lm') throw new Error(golden.kind);
  const signingIn = client.signIn(golden, user, { deadlineMs });
  for (const reply of all.slice(1, 5)) {
    speak(reply);
    await vi.advanceTimersByTimeAsync(1);
  }
  await vi.advanceTimersByTimeAsync(deadlineMs);
  await count(signingIn);

  const handles = { uid: 1, tid: 1 };
  const asked = [
    () => client.connectTree(handles, 'IPC$', { deadlineMs }),
    () => client.echo({ deadlineMs, count: 2 }),
    () => client.queryFsInfo(handles, { deadlineMs }),
    () => client.disconnectTree(handles, { deadlineMs }),
    () => client.logOff(handles, { deadlineMs }),
  ];
  for (const ask of asked) {
    const exchange = ask();
    speak(all[Math.floor(random() * all.length)]);
    vi.advanceTimersByTime(deadlineMs);
    await count(exchange);
  }
  client.close();
  return settled;
}

test('there is something to break', () => {
  expect(captured('01-anonymous-extsec', 'server', 0x72).length).toBeGreaterThan(60);
  expect(replies.size).toBe(12);
});

test('whatever a server says, everything that was asked comes to an end, and nothing is thrown', patient, async () => {
  const random = seededRandom(445);
  for (let round = 0; round < 1_500; round += 1) {
    const name = smb1Captures[round % smb1Captures.length] ?? '01-anonymous-extsec';
    expect(await visit(name, random)).toBe(7);
  }
});
