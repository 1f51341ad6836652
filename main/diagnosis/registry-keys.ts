import type { Machine } from '../windows/inspector.ts';
import type { Hive, RegistryKey } from '../windows/registry.ts';
import type { Inspection } from './this-pc.ts';

/** Whose registry is read: this PC's own as such, this PC's as the target's, or that of the target elsewhere. */
export interface Registry {
  readonly machine: 'this-pc' | 'target';
  /** Null where a key does not exist; undefined where it could not be read, which has then been noted. */
  readonly key: (hive: Hive, path: string) => Promise<RegistryKey | null | undefined>;
  /** It is read on this PC. */
  readonly here: boolean;
}

/** The registry of this PC; where there is none, it is asked once. */
export function ownRegistry(inspection: Inspection, machine: Registry['machine'] = 'this-pc'): Registry {
  return registryOf(inspection, machine, null);
}

/**
 * The registry of the target: this PC's, or one that is asked from here, as the logged-on user. After its first refusal
 * nothing more is asked of it.
 */
export function targetRegistry(inspection: Inspection, host: string): Registry {
  return inspection.targetIsHere ? ownRegistry(inspection, 'target') : registryOf(inspection, 'target', host);
}

function registryOf({ windows, read, notRead }: Inspection, machine: Registry['machine'], server: Machine): Registry {
  let refused = false;
  return {
    machine,
    here: server === null,
    key: async (hive, path) => {
      if (refused) return undefined;
      const answer = await windows.registry.key(server, hive, path, read);
      if (answer.ok) return answer.value;
      refused = server !== null || answer.error.kind === 'not-available';
      notRead(answer.error, { machine, reading: 'registry', name: `${hive}\\${path}` });
      return undefined;
    },
  };
}
