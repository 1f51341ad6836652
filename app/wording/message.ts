import type { Message } from '../model/message.ts';
import type { english } from './en/index.ts';

type English = typeof english;

/** "x.y_one" and "x.y_other" are one sentence in two plural forms. */
type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;

/** The id of a sentence in the catalogue. */
export type MessageId = WithoutPlural<keyof English>;

/** The names in `{{name}}` and `{{name, format}}` of a text. */
type Names<Text> = Text extends `${string}{{${infer Inside}}}${infer Rest}`
  ? (Inside extends `${infer Name},${string}` ? Name : Inside) | Names<Rest>
  : never;

type TextOf<Id extends string> = Id extends keyof English ? English[Id] : English[`${Id}_other` & keyof English];

type ParamsOf<Id extends string> = Names<TextOf<Id>>;

/** A message of the catalogue; the compiler holds id and parameters against the English text. */
export function message<Id extends MessageId>(
  id: Id,
  ...[params]: [ParamsOf<Id>] extends [never] ? [] : [params: Readonly<Record<ParamsOf<Id>, string | number | Message>>]
): Message {
  return params === undefined ? { id } : { id, params };
}
