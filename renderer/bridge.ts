import type { Bridge } from '../app/contract.ts';

declare global {
  interface Window {
    /** What the preload exposes; see app/contract.ts. */
    readonly sessionDoctor: Bridge;
  }
}

export type { Bridge };
