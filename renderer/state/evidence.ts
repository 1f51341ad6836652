import type { StoreApi } from 'zustand';
import { createStore } from 'zustand';

/** One row that can be looked at closely. */
export interface Selection {
  readonly kind: 'observation' | 'exchange';
  readonly id: string;
}

export interface EvidenceView {
  readonly selected: Selection | null;
  /** Whether the drawer is open; only a narrow window has one. */
  readonly drawerOpen: boolean;
  /** Words that a row of the evidence list must contain. */
  readonly filter: string;
  readonly kinds: 'all' | Selection['kind'];
  /** What the pane shows; in a narrow window this opens the drawer. */
  readonly select: (selected: Selection) => void;
  /** The same without opening the drawer: what a screen shows first. */
  readonly preselect: (selected: Selection | null) => void;
  readonly closeDrawer: () => void;
  readonly setFilter: (filter: string) => void;
  readonly setKinds: (kinds: EvidenceView['kinds']) => void;
}
export type EvidenceStore = StoreApi<EvidenceView>;

/** What of the evidence is looked at. */
export function createEvidenceStore(): EvidenceStore {
  return createStore<EvidenceView>()((set) => ({
    selected: null,
    drawerOpen: false,
    filter: '',
    kinds: 'all',
    select: (selected) => {
      set({ selected, drawerOpen: true });
    },
    preselect: (selected) => {
      set({ selected, drawerOpen: false });
    },
    closeDrawer: () => {
      set({ drawerOpen: false });
    },
    setFilter: (filter) => {
      set({ filter });
    },
    setKinds: (kinds) => {
      set({ kinds });
    },
  }));
}
