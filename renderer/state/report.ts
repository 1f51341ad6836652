import type { StoreApi } from 'zustand';
import { createStore } from 'zustand';
import type { SaveReportAnswer } from '../../app/contract.ts';
import type { Bridge } from '../bridge.ts';

export interface ReportState {
  /** The last answer, of which run; null before the first. */
  readonly last: { readonly runId: number; readonly answer: SaveReportAnswer } | null;
  readonly saving: boolean;
  /** Asks where and saves; a second call while one is under way does nothing. */
  readonly save: (runId: number) => Promise<void>;
}
export type ReportStore = StoreApi<ReportState>;

/** Whether the report was saved, and where. */
export function createReportStore(bridge: Bridge): ReportStore {
  return createStore<ReportState>()((set, get) => ({
    last: null,
    saving: false,
    save: async (runId) => {
      if (get().saving) return;
      set({ saving: true });
      const answer = await bridge.saveReport(runId).catch((error: unknown): SaveReportAnswer => ({
        saved: false,
        reason: 'failed',
        code: 'other',
        detail: error instanceof Error ? error.message : String(error),
      }));
      set({ saving: false, last: { runId, answer } });
    },
  }));
}

/** Where the report of a run lies; null when it was not saved yet. */
export function savedPath({ last }: ReportState, runId: number | null): string | null {
  return last !== null && last.runId === runId && last.answer.saved ? last.answer.path : null;
}
