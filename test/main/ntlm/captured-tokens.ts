import { captured } from '../captures.ts';
import type { CaptureName, Sender } from '../captures.ts';

/** The SPNEGO token in a SESSION_SETUP_ANDX of a capture, by its fixed place; `skip` leaves out earlier ones. */
export function capturedToken(name: CaptureName, from: Sender, skip = 0): Buffer {
  const message = captured(name, from, 0x73, skip);
  const request = from === 'client';
  const length = message.readUInt16LE(request ? 47 : 39);
  const at = request ? 59 : 43;
  return message.subarray(at, at + length);
}

/** The NTLMSSP message inside a token, from its signature on to the token's end. */
export function ntlmsspIn(token: Buffer): Buffer {
  return token.subarray(token.indexOf('NTLMSSP\0', 'latin1'));
}
