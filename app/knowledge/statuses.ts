import type { SmbStatus } from '../model/status.ts';

/** One status that this product knows: the number, its name, and where it is defined or explained. */
export interface KnownStatus {
  /** For `nt` the NTSTATUS; for `dos` the four wire bytes as one little-endian number: class, reserved, code. */
  readonly value: number;
  readonly name: string;
  readonly source: string;
}

/** NTSTATUS values, as a reply with SMB_FLAGS2_NT_STATUS carries them. */
export const ntStatuses: readonly KnownStatus[] = [
  { value: 0x00000000, name: 'STATUS_SUCCESS', source: '[MS-ERREF] 2.3.1' },
  { value: 0x00000103, name: 'STATUS_PENDING', source: '[MS-ERREF] 2.3.1' },
  { value: 0x00010002, name: 'STATUS_INVALID_SMB', source: '[MS-CIFS] 2.2.2.4' },
  { value: 0x00050002, name: 'STATUS_SMB_BAD_TID', source: '[MS-CIFS] 2.2.2.4' },
  { value: 0x00160002, name: 'STATUS_SMB_BAD_COMMAND', source: '[MS-CIFS] 2.2.2.4' },
  { value: 0x005b0002, name: 'STATUS_SMB_BAD_UID', source: '[MS-CIFS] 2.2.2.4, 3.3.5.2; [MS-SMB] 3.3.5.1' },
  { value: 0x00fb0002, name: 'STATUS_SMB_USE_STANDARD', source: '[MS-CIFS] 2.2.2.4' },
  { value: 0x80000005, name: 'STATUS_BUFFER_OVERFLOW', source: '[MS-ERREF] 2.3.1' },
  { value: 0x80000006, name: 'STATUS_NO_MORE_FILES', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000001, name: 'STATUS_UNSUCCESSFUL', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000002, name: 'STATUS_NOT_IMPLEMENTED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000003, name: 'STATUS_INVALID_INFO_CLASS', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000008, name: 'STATUS_INVALID_HANDLE', source: '[MS-ERREF] 2.3.1; [MS-SMB] 3.3.5.1' },
  { value: 0xc000000d, name: 'STATUS_INVALID_PARAMETER', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000000f, name: 'STATUS_NO_SUCH_FILE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000010, name: 'STATUS_INVALID_DEVICE_REQUEST', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000011, name: 'STATUS_END_OF_FILE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000016, name: 'STATUS_MORE_PROCESSING_REQUIRED', source: '[MS-ERREF] 2.3.1; [MS-SMB] 3.2.5.3' },
  { value: 0xc0000017, name: 'STATUS_NO_MEMORY', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000022, name: 'STATUS_ACCESS_DENIED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000033, name: 'STATUS_OBJECT_NAME_INVALID', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000034, name: 'STATUS_OBJECT_NAME_NOT_FOUND', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000035, name: 'STATUS_OBJECT_NAME_COLLISION', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000003a, name: 'STATUS_OBJECT_PATH_NOT_FOUND', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000003b, name: 'STATUS_OBJECT_PATH_SYNTAX_BAD', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000043, name: 'STATUS_SHARING_VIOLATION', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000044, name: 'STATUS_QUOTA_EXCEEDED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000054, name: 'STATUS_FILE_LOCK_CONFLICT', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000056, name: 'STATUS_DELETE_PENDING', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000005e, name: 'STATUS_NO_LOGON_SERVERS', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000062, name: 'STATUS_INVALID_ACCOUNT_NAME', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000064, name: 'STATUS_NO_SUCH_USER', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000006a, name: 'STATUS_WRONG_PASSWORD', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000006d, name: 'STATUS_LOGON_FAILURE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000006e, name: 'STATUS_ACCOUNT_RESTRICTION', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000006f, name: 'STATUS_INVALID_LOGON_HOURS', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000070, name: 'STATUS_INVALID_WORKSTATION', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000071, name: 'STATUS_PASSWORD_EXPIRED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000072, name: 'STATUS_ACCOUNT_DISABLED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000007f, name: 'STATUS_DISK_FULL', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000009a, name: 'STATUS_INSUFFICIENT_RESOURCES', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000a2, name: 'STATUS_MEDIA_WRITE_PROTECTED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000b5, name: 'STATUS_IO_TIMEOUT', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000ba, name: 'STATUS_FILE_IS_A_DIRECTORY', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000bb, name: 'STATUS_NOT_SUPPORTED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000be, name: 'STATUS_BAD_NETWORK_PATH', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000bf, name: 'STATUS_NETWORK_BUSY', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000c3, name: 'STATUS_INVALID_NETWORK_RESPONSE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000c4, name: 'STATUS_UNEXPECTED_NETWORK_ERROR', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000c9, name: 'STATUS_NETWORK_NAME_DELETED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000ca, name: 'STATUS_NETWORK_ACCESS_DENIED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000cb, name: 'STATUS_BAD_DEVICE_TYPE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000cc, name: 'STATUS_BAD_NETWORK_NAME', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000cd, name: 'STATUS_TOO_MANY_NAMES', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000ce, name: 'STATUS_TOO_MANY_SESSIONS', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000cf, name: 'STATUS_SHARING_PAUSED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000d0, name: 'STATUS_REQUEST_NOT_ACCEPTED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000dc, name: 'STATUS_INVALID_SERVER_STATE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc00000e5, name: 'STATUS_INTERNAL_ERROR', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000120, name: 'STATUS_CANCELLED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000121, name: 'STATUS_CANNOT_DELETE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000128, name: 'STATUS_FILE_CLOSED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000133, name: 'STATUS_TIME_DIFFERENCE_AT_DC', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000015b, name: 'STATUS_LOGON_TYPE_NOT_GRANTED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000018a, name: 'STATUS_NO_TRUST_LSA_SECRET', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000018b, name: 'STATUS_NO_TRUST_SAM_ACCOUNT', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000018c, name: 'STATUS_TRUSTED_DOMAIN_FAILURE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000018d, name: 'STATUS_TRUSTED_RELATIONSHIP_FAILURE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000193, name: 'STATUS_ACCOUNT_EXPIRED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000195, name: 'STATUS_NETWORK_CREDENTIAL_CONFLICT', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000203, name: 'STATUS_USER_SESSION_DELETED', source: '[MS-ERREF] 2.3.1; [MS-SMB2] 3.3.5.2.9' },
  { value: 0xc0000205, name: 'STATUS_INSUFF_SERVER_RESOURCES', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000020c, name: 'STATUS_CONNECTION_DISCONNECTED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000020d, name: 'STATUS_CONNECTION_RESET', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000224, name: 'STATUS_PASSWORD_MUST_CHANGE', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000225, name: 'STATUS_NOT_FOUND', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000234, name: 'STATUS_ACCOUNT_LOCKED_OUT', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000035c, name: 'STATUS_NETWORK_SESSION_EXPIRED', source: '[MS-ERREF] 2.3.1; [MS-SMB] 3.3.5.1' },
  { value: 0xc0000388, name: 'STATUS_DOWNGRADE_DETECTED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000413, name: 'STATUS_AUTHENTICATION_FIREWALL_FAILED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc0000418, name: 'STATUS_NTLM_BLOCKED', source: '[MS-ERREF] 2.3.1' },
  { value: 0xc000a000, name: 'STATUS_INVALID_SIGNATURE', source: '[MS-ERREF] 2.3.1' },
];

const dos = (errorClass: number, code: number): number => ((code << 16) | errorClass) >>> 0;
const errdos = (code: number, name: string, source = '[MS-CIFS] 2.2.2.4, class 0x01'): KnownStatus => ({
  value: dos(0x01, code),
  name: `ERRDOS/${name}`,
  source,
});
const errsrv = (code: number, name: string): KnownStatus => ({
  value: dos(0x02, code),
  name: `ERRSRV/${name}`,
  source: '[MS-CIFS] 2.2.2.4, class 0x02',
});

/** DOS class and code pairs, as a reply without SMB_FLAGS2_NT_STATUS carries them. */
export const dosStatuses: readonly KnownStatus[] = [
  { value: 0, name: 'SUCCESS', source: '[MS-CIFS] 2.2.2.4, class 0x00' },
  errdos(0x0001, 'ERRbadfunc'),
  errdos(0x0002, 'ERRbadfile'),
  errdos(0x0003, 'ERRbadpath'),
  errdos(0x0005, 'ERRnoaccess'),
  errdos(0x0006, 'ERRbadfid'),
  errdos(0x0008, 'ERRnomem'),
  errdos(0x0020, 'ERRbadshare'),
  errdos(0x0021, 'ERRlock'),
  errdos(0x0032, 'ERRunsup'),
  errdos(0x001f, 'ERRgeneral'),
  // Servers put plain Win32 codes in this class where the specification names none.
  errdos(0x0035, 'ERROR_BAD_NETPATH', '[MS-ERREF] 2.2'),
  errdos(0x0040, 'ERROR_NETNAME_DELETED', '[MS-ERREF] 2.2'),
  errdos(0x0043, 'ERRnosuchshare', '[MS-CIFS] 2.2.4.50.2'),
  errdos(0x0046, 'ERRpaused', '[MS-CIFS] 2.2.4.50.2'),
  errdos(0x0047, 'ERRreqnotaccep', '[MS-CIFS] 2.2.4.50.2'),
  errdos(0x0050, 'ERRfilexists'),
  errdos(0x0057, 'ERRinvalidparam'),
  errdos(0x0070, 'ERROR_DISK_FULL', '[MS-ERREF] 2.2'),
  errdos(0x00ea, 'ERRmoredata'),
  errsrv(0x0001, 'ERRerror'),
  errsrv(0x0002, 'ERRbadpw'),
  errsrv(0x0004, 'ERRaccess'),
  errsrv(0x0005, 'ERRinvtid'),
  errsrv(0x0006, 'ERRinvnetname'),
  errsrv(0x0007, 'ERRinvdevice'),
  errsrv(0x0016, 'ERRbadcmd'),
  errsrv(0x0040, 'ERRsmbcmd'),
  errsrv(0x0041, 'ERRsrverror'),
  errsrv(0x0058, 'ERRtimeout'),
  errsrv(0x0059, 'ERRnoresource'),
  errsrv(0x005a, 'ERRtoomanyuids'),
  errsrv(0x005b, 'ERRbaduid'),
  errsrv(0x08bf, 'ERRaccountExpired'),
  errsrv(0x08c0, 'ERRbadClient'),
  errsrv(0x08c1, 'ERRbadLogonTime'),
  errsrv(0x08c2, 'ERRpasswordExpired'),
  errsrv(0xffff, 'ERRnosupport'),
];

const byForm = {
  nt: new Map(ntStatuses.map((row) => [row.value, row])),
  dos: new Map(dosStatuses.map((row) => [row.value, row])),
};

/**
 * The statuses that say "the session you name does not exist (any more)": the NT value of SMB2 and of some SMB1
 * servers, SMB1's own in NT form, and the same in DOS form.
 */
export const deletedSessionStatuses: readonly { readonly form: 'nt' | 'dos'; readonly value: number }[] = [
  { form: 'nt', value: 0xc0000203 },
  { form: 'nt', value: 0x005b0002 },
  { form: 'dos', value: 0x005b0002 },
];

/** No reply came, so there is no status. */
export const noStatus: SmbStatus = Object.freeze({ form: 'none', raw: '', value: 0, name: '' });

const success: Readonly<Record<'nt' | 'dos', SmbStatus>> = { nt: describe('nt', 0), dos: describe('dos', 0) };

/**
 * A status put into words: `value` holds the four status bytes of a reply as a little-endian number, `form` what
 * SMB_FLAGS2_NT_STATUS of that reply says. An unknown value is named by its raw number.
 */
export function describeStatus(form: 'nt' | 'dos', value: number): SmbStatus {
  return value === 0 ? success[form] : describe(form, value);
}

function describe(form: 'nt' | 'dos', value: number): SmbStatus {
  const raw = `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
  // The second byte of the DOS form is reserved: it stays in `raw` and does not count for the name.
  const key = form === 'dos' ? (value & 0xffff00ff) >>> 0 : value;
  return Object.freeze({ form, raw, value, name: byForm[form].get(key)?.name ?? raw });
}

/** Whether a status says that the session has expired ([MS-SMB] 3.3.5.1): STATUS_NETWORK_SESSION_EXPIRED. */
export function isSessionExpired(status: SmbStatus): boolean {
  return status.form === 'nt' && status.value === 0xc000035c;
}

/** Whether a status says that the session is unknown to the server: see `deletedSessionStatuses`. */
export function isSessionDeleted(status: SmbStatus): boolean {
  const value = status.form === 'dos' ? (status.value & 0xffff00ff) >>> 0 : status.value;
  return deletedSessionStatuses.some((deleted) => deleted.form === status.form && deleted.value === value);
}
