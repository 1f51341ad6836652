import * as z from 'zod';

/**
 * A sentence that is not yet in words: an id of the catalogue and its parameters, which may be sentences themselves.
 * `app/wording` puts it into the words of a language.
 */
export interface Message {
  readonly id: string;
  readonly params?: Readonly<Record<string, string | number | Message>> | undefined;
}

/** The same for what crosses a border. */
export const AnyMessage: z.ZodType<Message> = z.lazy(() =>
  z.object({ id: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), AnyMessage])).optional() }),
);
