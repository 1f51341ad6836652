import { flags2 } from '../smb1/codec/flags.ts';
import type { Head, Header } from '../smb1/codec/header.ts';

/** An SMB1 request whose header was found sound. */
export interface Request {
  readonly message: Buffer;
  readonly header: Header;
  /** The header of its response: same PID, TID, UID and MID. */
  readonly head: Head;
}

/** The request behind `header`. */
export function requestOf(message: Buffer, header: Header): Request {
  const asked = flags2.SMB_FLAGS2_UNICODE | flags2.SMB_FLAGS2_NT_STATUS | flags2.SMB_FLAGS2_EXTENDED_SECURITY;
  const bits = (header.flags2 & asked) | flags2.SMB_FLAGS2_LONG_NAMES;
  const { pid, tid, uid, mid } = header;
  return { message, header, head: { flags2: bits, pid, tid, uid, mid } };
}
