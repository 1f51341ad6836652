/** Bit fields of the header, of NEGOTIATE and of SESSION_SETUP_ANDX, by their names in the specification. */

/** SMB_Header.Flags, [MS-CIFS] 2.2.3.1. */
export const flags = {
  SMB_FLAGS_CASE_INSENSITIVE: 0x08,
  SMB_FLAGS_CANONICALIZED_PATHS: 0x10,
  SMB_FLAGS_REPLY: 0x80,
} as const;

/** SMB_Header.Flags2, [MS-CIFS] 2.2.3.1 and [MS-SMB] 2.2.3.1. */
export const flags2 = {
  SMB_FLAGS2_LONG_NAMES: 0x0001,
  SMB_FLAGS2_EAS: 0x0002,
  SMB_FLAGS2_SMB_SECURITY_SIGNATURE: 0x0004,
  SMB_FLAGS2_IS_LONG_NAME: 0x0040,
  SMB_FLAGS2_EXTENDED_SECURITY: 0x0800,
  SMB_FLAGS2_DFS: 0x1000,
  SMB_FLAGS2_NT_STATUS: 0x4000,
  SMB_FLAGS2_UNICODE: 0x8000,
} as const;

/** SecurityMode of the NEGOTIATE response, [MS-CIFS] 2.2.4.52.2. */
export const securityModes = {
  NEGOTIATE_USER_SECURITY: 0x01,
  NEGOTIATE_ENCRYPT_PASSWORDS: 0x02,
  NEGOTIATE_SECURITY_SIGNATURES_ENABLED: 0x04,
  NEGOTIATE_SECURITY_SIGNATURES_REQUIRED: 0x08,
} as const;

/** Capabilities, [MS-CIFS] 2.2.4.52.2 and [MS-SMB] 2.2.4.5.2.1. */
export const capabilities = {
  CAP_RAW_MODE: 0x00000001,
  CAP_MPX_MODE: 0x00000002,
  CAP_UNICODE: 0x00000004,
  CAP_LARGE_FILES: 0x00000008,
  CAP_NT_SMBS: 0x00000010,
  CAP_RPC_REMOTE_APIS: 0x00000020,
  CAP_STATUS32: 0x00000040,
  CAP_LEVEL_II_OPLOCKS: 0x00000080,
  CAP_LOCK_AND_READ: 0x00000100,
  CAP_NT_FIND: 0x00000200,
  CAP_DFS: 0x00001000,
  CAP_INFOLEVEL_PASSTHRU: 0x00002000,
  CAP_LARGE_READX: 0x00004000,
  CAP_LARGE_WRITEX: 0x00008000,
  CAP_LWIO: 0x00010000,
  CAP_UNIX: 0x00800000,
  CAP_COMPRESSED_DATA: 0x02000000,
  CAP_DYNAMIC_REAUTH: 0x20000000,
  CAP_PERSISTENT_HANDLES: 0x40000000,
  CAP_EXTENDED_SECURITY: 0x80000000,
} as const;

/** Action of the SESSION_SETUP_ANDX response, [MS-CIFS] 2.2.4.53.2. */
export const setupActions = { SMB_SETUP_GUEST: 0x0001, SMB_SETUP_USE_LANMAN_KEY: 0x0002 } as const;

/** The names of the bits that are set in `value`, in the order of `table`. */
export function bitNames(table: Readonly<Record<string, number>>, value: number): readonly string[] {
  return Object.entries(table)
    .filter(([, bit]) => (value & bit) !== 0)
    .map(([name]) => name);
}
