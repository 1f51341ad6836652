import type { Message } from '../../model/message.ts';
import type { ObservationOf } from '../../model/observation.ts';
import { message } from '../message.ts';
import type { Words } from './words.ts';

function describeIdle(seen: ObservationOf<'idle-connection'>): Message {
  const variant = message(`idle.variant.${seen.variant}`);
  const planned = seen.plannedMs;
  if (seen.end === 'not-set-up') {
    const missing = message(`idle.missing.${seen.missing ?? 'not-tried'}`);
    return message('observation.idle-connection.not-set-up', { variant, planned, missing });
  }
  if (seen.when === undefined) {
    return message('observation.idle-connection.not-reached', { variant, planned, at: seen.atMs });
  }
  const how = seen.variant === 'in-use' ? 'in-use' : seen.when;
  return message(`observation.idle-connection.${how}`, {
    variant,
    at: seen.atMs,
    end: message(`idle.end.${seen.end}`),
  });
}

/** One sentence. */
export const idleWords: Words<'idle-connection'> = {
  'idle-connection': (seen) => {
    const sentence = describeIdle(seen);
    const keepAlives = seen.keepAlivesReceived;
    return keepAlives === 0 ? sentence : message('observation.idle-connection.keep-alives', { sentence, keepAlives });
  },
};

/** What stands in the table of silent connections for one of them. */
export function idleCell({ variant, end, when, atMs }: ObservationOf<'idle-connection'>): Message {
  const word = message(`idle.short.${end}`);
  if (end === 'alive' || when === undefined || variant === 'in-use') return word;
  return when === 'waiting'
    ? message('idle.cell.waiting', { end: word, at: atMs })
    : message('idle.cell.used', { end: word });
}
