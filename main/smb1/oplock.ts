import type { Head } from './codec/header.ts';
import type { OplockRelease } from './codec/locking-andx.ts';
import { encodeOplockRelease } from './codec/locking-andx.ts';
import type { Multiplexer } from './multiplexer.ts';

/** A server wants an oplock back ([MS-CIFS] 3.2.5.42). */
export interface OplockBreak extends OplockRelease {
  /** Monotonic; when it came. */
  readonly atMs: number;
}

/** Tells the server that the oplock is given up as it asked: SMB_COM_LOCKING_ANDX, which no response follows. */
export function acknowledgeOplockBreak(multiplexer: Multiplexer, head: Head, release: OplockRelease): void {
  multiplexer.post(encodeOplockRelease(head, release));
}
