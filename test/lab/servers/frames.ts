/**
 * Cuts a byte stream into session packets of [RFC 1002] 4.3.1 (type, flags with the 17th length bit, 16 bits of length),
 * which direct TCP ([MS-SMB2] 2.1) shares with 24 bits of length. What does not begin like one passes as it comes.
 * Independent of the project's own framing, which it helps to judge.
 */
export function createFrameCutter(): { readonly push: (chunk: Buffer) => readonly Buffer[] } {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push: (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      const frames: Buffer[] = [];
      while (rest.length > 0) {
        const length = frameLength(rest);
        if (length === undefined || rest.length < length) break;
        frames.push(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
      return frames;
    },
  };
}

/** The packet types: message, request, positive, negative, retarget, keep-alive. */
const packetTypes: readonly number[] = [0x00, 0x81, 0x82, 0x83, 0x84, 0x85];

function frameLength(bytes: Buffer): number | undefined {
  if (!packetTypes.includes(bytes[0] ?? -1)) return bytes.length;
  return bytes.length < 4 ? undefined : 4 + bytes.readUIntBE(1, 3);
}

/** The SMB1 command of a frame ([MS-CIFS] 2.2.3.1), `smb2`, or undefined for anything else. */
export function commandOf(frame: Buffer): number | 'smb2' | undefined {
  const signature = frame.toString('latin1', 4, 8);
  if (signature === '\xfeSMB') return 'smb2';
  return signature === '\xffSMB' ? frame[8] : undefined;
}

/** Where the MID stands in a frame ([MS-CIFS] 2.2.3.1: byte 30 of the header, after 4 bytes of framing). */
export const midOffset = 34;
