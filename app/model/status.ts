import * as z from 'zod';

/**
 * A status as it stood in a reply: `nt` is a 32-bit NTSTATUS, `dos` an error class and code ([MS-CIFS] 2.2.1.5),
 * told apart by SMB_FLAGS2_NT_STATUS of that same reply; `none` means that no reply with a status came.
 */
export const SmbStatus = z.object({
  form: z.enum(['nt', 'dos', 'none']),
  /** The four bytes as one little-endian number, "0xC0000203"; empty for `none`. */
  raw: z.string(),
  /** The same as a number, 0 for `none`. */
  value: z.number().int().min(0).max(0xffffffff),
  /** "STATUS_LOGON_FAILURE", "ERRSRV/ERRbaduid", or the raw number again where the table has no name. */
  name: z.string(),
});
export type SmbStatus = z.infer<typeof SmbStatus>;
