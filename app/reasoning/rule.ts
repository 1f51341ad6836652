import type { Message } from '../model/message.ts';
import type { CauseId, Confidence } from '../model/finding.ts';
import type { Observation } from '../model/observation.ts';
import type { Facts } from './facts.ts';

/** What a rule says when its cause fits the facts. */
export interface Judgement {
  readonly confidence: Confidence;
  readonly detail?: string;
  readonly summary: Message;
  readonly next: Message;
  readonly evidence: readonly Observation[];
  readonly against?: readonly Observation[];
}

/** One cause and what must be seen for it; null where it does not fit. */
export interface Rule {
  readonly cause: CauseId;
  readonly judge: (facts: Facts) => Judgement | null;
}
