/**
 * The multi-protocol NEGOTIATE of [MS-SMB2] 3.2.4.2.2.1: an SMB_COM_NEGOTIATE ([MS-CIFS] 2.2.4.52.1) that offers
 * nothing but SMB2, so that an SMB1 server can't take it for an offer of SMB1.
 */
const dialects = ['SMB 2.002', 'SMB 2.???'];
const smb1Protocol = 0x424d53ff;
const SMB_COM_NEGOTIATE = 0x72;
/** SMB_FLAGS2_LONG_NAMES, _IS_LONG_NAME, _EXTENDED_SECURITY, _NT_STATUS, _UNICODE. */
const flags2 = 0xc841;
const bytesAt = 35;

/** Bytes of the request. */
export function encodeMultiProtocolNegotiate(): Buffer {
  const offered = Buffer.from(dialects.map((dialect) => `\x02${dialect}\0`).join(''), 'latin1');
  const message = Buffer.alloc(bytesAt + offered.length);
  message.writeUInt32LE(smb1Protocol, 0);
  message[4] = SMB_COM_NEGOTIATE;
  message[9] = 0x18;
  message.writeUInt16LE(flags2, 10);
  message.writeUInt16LE(0xffff, 24);
  message.writeUInt16LE(0xfeff, 26);
  message.writeUInt16LE(offered.length, bytesAt - 2);
  offered.copy(message, bytesAt);
  return message;
}

/** Whether a message begins with an SMB1 header. */
export function isSmb1(message: Buffer): boolean {
  return message.length >= 4 && message.readUInt32LE(0) === smb1Protocol;
}
