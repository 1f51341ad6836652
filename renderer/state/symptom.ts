import type { StoreApi } from 'zustand';
import { createStore } from 'zustand';
import type { LookUp, SeenAt } from '../../app/knowledge/look-up.ts';
import { lookUpCode } from '../../app/knowledge/look-up.ts';
import type { Symptom } from '../../app/model/symptom.ts';

export interface SymptomAnswers {
  /** Where the user saw it; null until somebody says so. */
  readonly seenAt: SeenAt | null;
  /** What was typed or pasted, as it is. */
  readonly code: string;
  readonly setSeenAt: (seenAt: SeenAt) => void;
  readonly setCode: (code: string) => void;
}
export type SymptomStore = StoreApi<SymptomAnswers>;

/** The answers to "Where did the user see it?". */
export function createSymptomStore(): SymptomStore {
  return createStore<SymptomAnswers>()((set) => ({
    seenAt: null,
    code: '',
    setSeenAt: (seenAt) => {
      set({ seenAt });
    },
    setCode: (code) => {
      set({ code });
    },
  }));
}

/** The symptom that the answers amount to. Remote Desktop stays what it is, whatever code a guide gave for it. */
export function symptomOf({ seenAt, code }: Pick<SymptomAnswers, 'seenAt' | 'code'>): Symptom {
  if (seenAt === 'remote-desktop') return 'rdp-session-deleted';
  const symptom = lookUpCode(code)?.symptom ?? 'unknown';
  return symptom === 'rdp-session-deleted' && seenAt !== null && seenAt !== 'not-sure' ? 'unknown' : symptom;
}

/** A code of file sharing that was reported for Remote Desktop: one widely copied guide does so. */
export function isFileShareCode(known: LookUp | null): boolean {
  return known !== null && known.symptom !== 'rdp-session-deleted' && known.symptom !== 'unknown';
}
