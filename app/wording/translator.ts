import { createInstance } from 'i18next';
import type { Message } from '../model/message.ts';
import { formatDuration } from './duration.ts';
import { english } from './en/index.ts';

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
  const translate: Translate = ({ id, params = {} }) => {
    const words = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? translate(value) : value,
    ]);
    return i18n.t(id, Object.fromEntries(words) as Record<string, string | number>);
  };
  return translate;
}
