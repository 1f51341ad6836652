import { dateFromFiletime } from '../../net/filetime.ts';
import type { Memory } from './memory.ts';
import { followed, wideText } from './memory.ts';

/** PROCESSENTRY32W (tlhelp32.h), with its size in the first four bytes. */
export const processEntryBytes = 568;
const pidOffset = 8;
const imageNameOffset = 44;
const imageNameCharacters = 260;

/** An empty PROCESSENTRY32W to be filled. */
export function emptyProcessEntry(): Buffer {
  const octets = Buffer.alloc(processEntryBytes);
  octets.writeUInt32LE(processEntryBytes);
  return octets;
}

/** What Process32FirstW or Process32NextW wrote. */
export function decodeProcessEntry(octets: Buffer): { readonly pid: number; readonly imageName: string } {
  return {
    pid: octets.readUInt32LE(pidOffset),
    imageName: wideText(octets.subarray(imageNameOffset, imageNameOffset + 2 * imageNameCharacters)),
  };
}

/** The time in eight bytes of a FILETIME, ISO 8601; null when there is none. */
export function fileTimeText(octets: Buffer): string | null {
  return dateFromFiletime(octets.readBigUInt64LE(0))?.toISOString() ?? null;
}

/** The UNICODE_STRING (length in bytes, room, pointer) at the beginning of the memory, as ProcessCommandLineInformation. */
export function unicodeString(memory: Memory): string | null {
  if (memory.octets.length < 16) return null;
  const bytes = memory.octets.readUInt16LE(0);
  const text = followed(memory, 8);
  return text === null || text.length < bytes ? null : wideText(text.subarray(0, bytes));
}
