import type { WireTap } from '../net/wire-tap.ts';
import { bytesOffset, commandOf, commands, headerSize, protocolOf } from './codec/header.ts';

/** A frame's own header ([RFC 1002] 4.3.1). */
const frameHeader = 4;
/** Of a message, up to the words that tell what it holds: ParameterCount of TRANSACTION2 ends here. */
const tellingBytes = 41;
/** Parameters of a TRANS2_FIND_FIRST2 answer ([MS-CIFS] 2.2.6.2.2); those of FIND_NEXT2 are shorter by a SID. */
const findParameters = [10, 8];

/**
 * A reply with the user's own data blanked by zeros: bytes out of files (READ_ANDX), and listings of folders
 * (TRANS2_FIND_FIRST2, FIND_NEXT2). The same bytes where there are none.
 */
export function blankFileData(message: Buffer): Buffer {
  const start = fileDataStart(message.subarray(0, tellingBytes));
  if (start === null || start >= message.length) return message;
  const clean = Buffer.from(message);
  return clean.fill(0, start);
}

/** The same for a tap, which is told of bytes before they make a message: what it may keep stands in `blanked`. */
export function tapWithoutFileData(tap: WireTap): WireTap {
  const blank = createStreamBlanker();
  return (event) => {
    tap(event.kind === 'received' ? { ...event, blanked: blank(event.bytes) } : event);
  };
}

/** Where the data begin, from the start of the header, by the first bytes of a message; null where there are none. */
function fileDataStart(beginning: Buffer): number | null {
  const wordCount = beginning[headerSize];
  if (wordCount === undefined || protocolOf(beginning) !== 'smb1') return null;
  const bytesAt = bytesOffset(wordCount);
  const command = commandOf(beginning);
  if (command === commands.SMB_COM_READ_ANDX) return bytesAt;
  if (command !== commands.SMB_COM_TRANSACTION2 || beginning.length < tellingBytes) return null;
  const parameterCount = beginning.readUInt16LE(39);
  return findParameters.includes(parameterCount) ? bytesAt + 1 + parameterCount : null;
}

/** Takes a stream of frames in pieces as they come and gives each piece blanked. */
function createStreamBlanker(): (chunk: Uint8Array) => Uint8Array {
  const beginning = Buffer.alloc(frameHeader + tellingBytes);
  let have = 0;
  let length = Infinity;
  return (chunk) => {
    let clean: Buffer | null = null;
    for (let at = 0; at < chunk.length;) {
      if (have < beginning.length && have < length) {
        beginning[have] = chunk[at] ?? 0;
        have += 1;
        at += 1;
        if (have === frameHeader) length = frameHeader + beginning.readUIntBE(1, 3);
      } else {
        const end = Math.min(chunk.length, at + length - have);
        const start = fileDataStart(beginning.subarray(frameHeader));
        if (start !== null) {
          clean ??= Buffer.from(chunk);
          clean.fill(0, Math.min(end, at + Math.max(0, frameHeader + start - have)), end);
        }
        have += end - at;
        at = end;
      }
      if (have === length) {
        have = 0;
        length = Infinity;
      }
    }
    return clean ?? chunk;
  };
}
