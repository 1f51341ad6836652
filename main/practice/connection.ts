import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { createFramer, frameMessage } from '../net/nbss-framer.ts';
import type { Reaction } from './reaction.ts';
import type { Delay } from './scenarios.ts';
import { delayOf } from './scenarios.ts';

/** Longest message taken, in bytes. */
const maxLength = 65_536;
/** Most bytes that wait to be sent: answers of full length to as many requests as a client may have outstanding. */
const maxWaiting = 1_048_576;

/** Runs `task` once after `delayMs`; gives back what cancels it. */
export type Timers = (delayMs: number, task: () => void) => () => void;

export interface ConnectionParts {
  readonly answer: (message: Buffer) => Reaction;
  readonly delay: Delay | null;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timers: Timers;
}

/** Serves one socket until either side ends it. Whatever is not a message, or too much, ends it. */
export function serveConnection(socket: Socket, parts: ConnectionParts): void {
  const planned = new Set<() => void>();
  let waiting = 0;
  let lastDueMs = 0;

  const end = (): void => {
    for (const cancel of planned) cancel();
    planned.clear();
    socket.destroy();
  };

  /** Answers leave in the order of their requests, each as late as the scenario wants it. */
  const send = (bytes: Buffer): void => {
    if (waiting + socket.writableLength + bytes.length > maxWaiting) {
      end();
      return;
    }
    if (parts.delay === null) {
      socket.write(bytes);
      return;
    }
    const nowMs = parts.clock.monotonicMs();
    lastDueMs = Math.max(lastDueMs, nowMs + delayOf(parts.delay, parts.random));
    waiting += bytes.length;
    const cancel = parts.timers(lastDueMs - nowMs, () => {
      planned.delete(cancel);
      waiting -= bytes.length;
      socket.write(bytes);
    });
    planned.add(cancel);
  };

  const react = (reaction: Reaction): void => {
    if (reaction.kind === 'close') end();
    else if (reaction.kind === 'reply' && reaction.messages.length > 0) {
      send(Buffer.concat(reaction.messages.map(frameMessage)));
    }
  };

  const framer = createFramer(
    { lengthBits: 24, maxLength },
    {
      onMessage: (message) => {
        if (!socket.destroyed) react(parts.answer(message));
      },
      onKeepAlive: () => undefined,
      onRefusal: end,
    },
  );
  socket.setNoDelay(true);
  socket.on('data', (bytes: Buffer) => {
    framer.push(bytes, 0);
  });
  // A client that resets or leaves is no fault of ours; `close` follows.
  socket.on('error', () => undefined);
  socket.on('close', end);
}
