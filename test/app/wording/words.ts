import { english } from '../../../app/wording/en/index.ts';
import type { Message } from '../../../app/model/message.ts';
import { createTranslator } from '../../../app/wording/translator.ts';

const translate = createTranslator('en');
const texts: Readonly<Record<string, string>> = english;

/** What is wrong with the words of a message: nothing, when a person can read them. */
export function faultsOf(message: Message): readonly string[] {
  const text = texts[message.id] ?? texts[`${message.id}_other`];
  if (text === undefined) return [`${message.id} is not in the catalogue`];
  const given = Object.entries(message.params ?? {});
  const names = parameterNames(text);
  const words = translate(message);
  return [
    ...names.filter((name) => !given.some(([key]) => key === name)).map((name) => `${message.id} lacks ${name}`),
    ...given.filter(([name]) => !names.includes(name)).map(([name]) => `${message.id} has no use for ${name}`),
    ...given.flatMap(([, value]) => (typeof value === 'object' ? faultsOf(value) : [])),
    ...(/\{\{|\}\}|undefined|null|NaN|\[object/.test(words) ? [`${message.id} reads: ${words}`] : []),
    ...(words.trim() === '' ? [`${message.id} is empty`] : []),
  ];
}

/** The words of a message. */
export function wordsOf(message: Message): string {
  return translate(message);
}

/** The names in `{{name}}` and `{{name, format}}`, each once. */
export function parameterNames(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([\w-]+)/g)].map(([, name]) => name ?? ''))];
}
