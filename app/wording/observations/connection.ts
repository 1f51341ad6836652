import { message } from '../message.ts';
import { byteCount, commandName, overProtocol, workName } from '../terms.ts';
import type { Words } from './words.ts';

/** One sentence each. */
export const connectionWords: Words<
  | 'echo-series'
  | 'exchange-no-answer'
  | 'request-during-stall'
  | 'echo-during-stall'
  | 'connection-cut'
  | 'second-connection'
  | 'protocol-violation'
> = {
  'echo-series': (seen) =>
    overProtocol(
      seen,
      seen.latency.lost === 0
        ? message('observation.echo-series.all', { sent: seen.sent })
        : message('observation.echo-series.some', {
            answered: seen.sent - seen.latency.lost,
            sent: seen.sent,
            lost: seen.latency.lost,
          }),
    ),
  'echo-during-stall': (seen) => message(`observation.${seen.kind}`),
  'request-during-stall': (seen) => message('observation.request-during-stall', { command: commandName(seen.series) }),
  'exchange-no-answer': (seen) => {
    const silence = { command: workName(seen), ms: seen.ms };
    return seen.received === undefined
      ? message('observation.exchange-no-answer', silence)
      : message('observation.exchange-no-answer.partial', { ...silence, received: byteCount(seen.received) });
  },
  'connection-cut': (seen) =>
    message('observation.connection-cut', {
      command: commandName(seen.series),
      end: message(`end.${seen.end}`),
    }),
  'second-connection': (seen) => message(`observation.second-connection.${seen.outcome}`),
  'protocol-violation': (seen) =>
    message('observation.protocol-violation', {
      command: commandName(seen.series),
      reason: { id: `violation.${seen.reason}` },
    }),
};
