import { causeTexts } from './cause.ts';
import { checkTexts } from './check.ts';
import { commandLineTexts } from './command-line.ts';
import { observationTexts } from './observation.ts';
import { windowTexts } from './window.ts';

/** The English catalogue: id -> text. Every sentence that a person reads stands here and nowhere else. */
export const english = {
  ...causeTexts,
  ...checkTexts,
  ...commandLineTexts,
  ...observationTexts,
  ...windowTexts,
} as const;
