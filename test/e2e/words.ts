import type { Message } from '../../app/model/message.ts';
import type { MessageId } from '../../app/wording/message.ts';
import { createTranslator } from '../../app/wording/translator.ts';

const translate = createTranslator();

/** What the window says for an id of the catalogue, so that no test repeats a sentence of it. */
export function words(id: MessageId, params?: Message['params']): string {
  return translate({ id, params });
}
