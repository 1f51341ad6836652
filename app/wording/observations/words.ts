import type { Message } from '../../model/message.ts';
import type { ObservationKind, ObservationOf } from '../../model/observation.ts';

/** One sentence for each kind of observation that says what was seen. */
export type Words<Kinds extends ObservationKind> = {
  readonly [Kind in Kinds]: (seen: ObservationOf<Kind>) => Message;
};
