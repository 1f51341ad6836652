/** The numbers with which files are opened and described, by their names in the specification. */

/** Flags of NT_CREATE_ANDX, [MS-CIFS] 2.2.4.64.1. */
export const createFlags = { NT_CREATE_REQUEST_OPLOCK: 0x02, NT_CREATE_REQUEST_OPBATCH: 0x04 } as const;

/** DesiredAccess, [MS-CIFS] 2.2.4.64.1. */
export const accessRights = {
  FILE_READ_DATA: 0x00000001,
  FILE_WRITE_DATA: 0x00000002,
  FILE_READ_ATTRIBUTES: 0x00000080,
  DELETE: 0x00010000,
  SYNCHRONIZE: 0x00100000,
} as const;

/** ExtFileAttributes and SearchAttributes, [MS-CIFS] 2.2.1.2.3 and 2.2.1.2.4. */
export const fileAttributes = {
  ATTR_HIDDEN: 0x0002,
  ATTR_SYSTEM: 0x0004,
  ATTR_DIRECTORY: 0x0010,
  ATTR_TEMPORARY: 0x0100,
  /** [MS-FSCC] 2.6, FILE_ATTRIBUTE_OFFLINE: the data are not on the disk. */
  ATTR_OFFLINE: 0x1000,
} as const;

/** ShareAccess, [MS-CIFS] 2.2.4.64.1. */
export const shareAccess = { FILE_SHARE_READ: 0x1, FILE_SHARE_WRITE: 0x2, FILE_SHARE_DELETE: 0x4 } as const;

/** CreateDisposition, [MS-CIFS] 2.2.4.64.1. */
export const createDispositions = { FILE_OPEN: 1, FILE_CREATE: 2, FILE_OPEN_IF: 3, FILE_OVERWRITE: 4 } as const;

/** CreateOptions, [MS-CIFS] 2.2.4.64.1. */
export const createOptions = {
  FILE_DIRECTORY_FILE: 0x00000001,
  FILE_NON_DIRECTORY_FILE: 0x00000040,
  FILE_DELETE_ON_CLOSE: 0x00001000,
} as const;

/** ImpersonationLevel, [MS-CIFS] 2.2.4.64.1. */
export const SEC_IMPERSONATE = 2;

/** OpLockLevel of the response, [MS-CIFS] 2.2.4.64.2. */
export const oplockLevels = { none: 0, exclusive: 1, batch: 2, levelII: 3 } as const;
