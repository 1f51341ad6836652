import { createInstance } from 'i18next';
import { formatDuration } from './duration.ts';
import { english } from './en/index.ts';
import type { Message } from './message.ts';

/** Puts messages into the words of one language. An id outside the catalogue comes back as itself. */
export type Translate = (message: Message) => string;

/**
 * The words of `language`. Parameters may carry a format: `{{wait, ms}}` a duration, `{{n, number}}` a number,
 * both by the language's rules.
 */
export function createTranslator(language = 'en'): Translate {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
  });
  i18n.services.formatter?.add('ms', (value, locale) => formatDuration(Number(value), locale ?? language));
  return ({ id, params }) => i18n.t(id, { ...params });
}
