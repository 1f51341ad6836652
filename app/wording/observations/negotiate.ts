import { message } from '../message.ts';
import { byteCount, statusWords } from '../terms.ts';
import { skewWords } from './server.ts';
import type { Words } from './words.ts';

/** One sentence each. */
export const negotiateWords: Words<
  | 'smb1-negotiated'
  | 'smb1-negotiate-refused'
  | 'negotiate-cut'
  | 'negotiate-no-answer'
  | 'not-smb'
  | 'smb2-negotiated'
  | 'smb2-negotiate-refused'
> = {
  'smb1-negotiated': (seen) => {
    const skew = skewWords(seen);
    const said = { dialect: seen.dialect, signing: message(`signing.${seen.signing}`) };
    return skew === null
      ? message('observation.smb1-negotiated', said)
      : message('observation.smb1-negotiated.skewed', { ...said, skew });
  },
  'smb1-negotiate-refused': (seen) =>
    seen.how === 'no-dialect'
      ? message('observation.smb1-negotiate-refused.no-dialect')
      : message('observation.smb1-negotiate-refused.status', { status: statusWords(seen.status) }),
  'negotiate-cut': (seen) =>
    message('observation.negotiate-cut', {
      dialogue: message(`dialogue.${seen.dialogue}`),
      end: message(`end.${seen.end}`),
    }),
  'negotiate-no-answer': (seen) => {
    const silence = { dialogue: message(`dialogue.${seen.dialogue}`), ms: seen.ms };
    return seen.received === undefined
      ? message('observation.negotiate-no-answer', silence)
      : message('observation.negotiate-no-answer.partial', { ...silence, received: byteCount(seen.received) });
  },
  'not-smb': (seen) => {
    const dialogue = message(`dialogue.${seen.dialogue}`);
    return seen.text === ''
      ? message('observation.not-smb.silent-bytes', { dialogue })
      : message('observation.not-smb', { dialogue, text: seen.text });
  },
  'smb2-negotiated': (seen) => {
    const skew = skewWords(seen);
    const said = {
      dialect: seen.dialect,
      signing: message(`signing.${seen.signing}`),
      dialogue: message(`dialogue.${seen.dialogue}`),
    };
    return skew === null
      ? message('observation.smb2-negotiated', said)
      : message('observation.smb2-negotiated.skewed', { ...said, skew });
  },
  'smb2-negotiate-refused': (seen) =>
    seen.how === 'status'
      ? message('observation.smb2-negotiate-refused.status', {
          dialogue: message(`dialogue.${seen.dialogue}`),
          status: statusWords(seen.status),
        })
      : message('observation.smb2-negotiate-refused.smb1-answer', {
          dialogue: message(`dialogue.${seen.dialogue}`),
        }),
};
