/** A value of the registry as it is stored; `other` for types that nobody here reads. */
export type StoredValue =
  | { readonly type: 'REG_DWORD'; readonly value: number }
  | { readonly type: 'REG_QWORD'; readonly value: bigint }
  | { readonly type: 'REG_SZ' | 'REG_EXPAND_SZ'; readonly value: string }
  | { readonly type: 'REG_MULTI_SZ'; readonly value: readonly string[] }
  | { readonly type: 'REG_BINARY'; readonly value: Uint8Array }
  | { readonly type: 'other'; readonly code: number; readonly value: Uint8Array };

/** Where a value stands: hive, path of its key, and its name. */
export interface RegistryPlace {
  readonly hive: 'HKLM' | 'HKCU';
  readonly key: string;
  readonly name: string;
}
