import type { ConsentId } from '../model/plan.ts';

interface ConsentRow {
  /** Others can lose their connection or work, so that the person has to affirm that they know of it. */
  readonly affirmed: boolean;
  /** Only of use where a share is named. */
  readonly needsShare: boolean;
}

/** Every test that can disturb others, worst first ([MS-CIFS] 3.3.5.43 VcNumber; 3.2.5.42 oplock breaks). */
export const consents: Readonly<Record<ConsentId, ConsentRow>> = {
  'vc-collision': { affirmed: true, needsShare: false },
  'oplock-break': { affirmed: false, needsShare: true },
};

/** Their ids, in that order. */
export const consentOrder = Object.keys(consents) as readonly ConsentId[];
