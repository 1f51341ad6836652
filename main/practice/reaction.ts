/** What the server does about one message. */
export type Reaction =
  | { readonly kind: 'reply'; readonly messages: readonly Buffer[] }
  /** Nothing, now and for good; the connection stays open. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'close' };

export const silence: Reaction = { kind: 'silence' };
export const close: Reaction = { kind: 'close' };

/** Answers with these messages. */
export function reply(...messages: readonly Buffer[]): Reaction {
  return { kind: 'reply', messages };
}
