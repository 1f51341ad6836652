/**
 * SMB_COM_LOCKING_ANDX, [MS-CIFS] 2.2.4.32, with no range, and as far as oplocks go: the server's break notification, the one request that
 * a server sends, and the client's acknowledgement, which no response follows ([MS-CIFS] 3.2.5.42 and 3.3.5.30).
 *
 * | request, 8 words                     |
 * |--------------------------------------|
 * | 33 AndXCommand, Reserved, Offset (4) |
 * | 37 FID (2)                           |
 * | 39 TypeOfLock (1)                    |
 * | 40 NewOpLockLevel (1)                |
 * | 41 Timeout (4)                       |
 * | 45 NumberOfRequestedUnlocks (2)      |
 * | 47 NumberOfRequestedLocks (2)        |
 * | 49 ByteCount (2)                     |
 */
import type { Result } from '../../../app/model/result.ts';
import { success } from '../../../app/model/result.ts';
import type { Malformed } from '../../malformed.ts';
import { malformed } from '../../malformed.ts';
import type { Head, Header } from './header.ts';
import { commands, startMessage, writeNoAndX } from './header.ts';

/** A bit of TypeOfLock. */
const OPLOCK_RELEASE = 0x02;

/** An oplock that is to be given up, or that was. */
export interface OplockRelease {
  readonly fid: number;
  /** What is left of it: 0 nothing, 1 a level II oplock. */
  readonly newOplockLevel: number;
}

/** Bytes of a LOCKING_ANDX that locks and unlocks nothing: it asks only whether the server would. */
export function encodeLockNothing(head: Head, { fid }: { readonly fid: number }): Buffer {
  const message = startMessage(commands.SMB_COM_LOCKING_ANDX, 'request', head, 8, 0);
  writeNoAndX(message);
  message.writeUInt16LE(fid, 37);
  return message;
}

/** Refuses an answer to that which has words that it does not have. */
export function decodeLockingResponse(header: Header): Result<null, Malformed> {
  return header.wordCount === 2 || header.wordCount === 0 ? success(null) : malformed('WordCount', 'wrong-value');
}

/** Bytes of an oplock break notification, or of its acknowledgement. */
export function encodeOplockRelease(head: Head, { fid, newOplockLevel }: OplockRelease): Buffer {
  const message = startMessage(commands.SMB_COM_LOCKING_ANDX, 'request', head, 8, 0);
  writeNoAndX(message);
  message.writeUInt16LE(fid, 37);
  message.writeUInt8(OPLOCK_RELEASE, 39);
  message.writeUInt8(newOplockLevel, 40);
  return message;
}

/** Which oplock a server wants back; refuses a LOCKING_ANDX that is about locks. */
export function decodeOplockRelease(message: Buffer, header: Header): Result<OplockRelease, Malformed> {
  if (header.wordCount !== 8) return malformed('WordCount', 'wrong-value');
  if ((message.readUInt8(39) & OPLOCK_RELEASE) === 0) return malformed('TypeOfLock', 'wrong-value');
  return success({ fid: message.readUInt16LE(37), newOplockLevel: message.readUInt8(40) });
}
