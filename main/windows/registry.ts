import type { Read, ReadOptions } from './failure.ts';
import type { Machine } from './inspector.ts';

export type Hive = 'HKLM' | 'HKCU' | 'HKU';

/** A value as it is stored; `raw` for types that nobody here reads. Always the 64-bit view. */
export type RegistryValue =
  | { readonly type: 'REG_DWORD'; readonly value: number }
  | { readonly type: 'REG_QWORD'; readonly value: bigint }
  | { readonly type: 'REG_SZ' | 'REG_EXPAND_SZ'; readonly value: string }
  | { readonly type: 'REG_MULTI_SZ'; readonly value: readonly string[] }
  | { readonly type: 'REG_BINARY'; readonly value: Uint8Array }
  | { readonly type: 'other'; readonly code: number; readonly value: Uint8Array };

/** A key's values by name as written, and the names of its subkeys. */
export interface RegistryKey {
  readonly values: ReadonlyMap<string, RegistryValue>;
  readonly subkeys: readonly string[];
}

export interface RegistryReader {
  /** One key with all its values; null when there is no such key. */
  readonly key: (machine: Machine, hive: Hive, path: string, options: ReadOptions) => Read<RegistryKey | null>;
}

/** A value of a key; names are not case-sensitive. */
export function valueOf(key: RegistryKey | null, name: string): RegistryValue | undefined {
  const wanted = name.toLowerCase();
  for (const [own, value] of key?.values ?? []) if (own.toLowerCase() === wanted) return value;
  return undefined;
}
