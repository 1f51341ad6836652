/**
 * SMB2 replies made by hand from the tables of [MS-SMB2] 2.2, on purpose without the project's codec: a fake that shares
 * the client's mistakes would hide them.
 */

/** Command codes, [MS-SMB2] 2.2.1.2. */
export const smb2Commands = {
  negotiate: 0,
  sessionSetup: 1,
  logoff: 2,
  treeConnect: 3,
  treeDisconnect: 4,
  echo: 13,
} as const;

const headerSize = 64;
const serverToRedirector = 0x01;
const STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016;
const SMB2_SESSION_FLAG_IS_NULL = 0x0002;
const treeId = 7;

/** What differs from the request's own header. */
interface HeaderParts {
  readonly status?: number;
  readonly sessionId?: bigint;
  readonly treeId?: number;
}

/** A reply in its frame ([MS-SMB2] 2.1); command, MessageId and what is not given come from the request. */
function reply(request: Buffer, body: Buffer, { status = 0, sessionId, treeId: tree }: HeaderParts = {}): Buffer {
  const header = Buffer.from(request.subarray(0, headerSize));
  header.writeUInt32LE(status >>> 0, 8);
  header.writeUInt16LE(Math.max(1, request.readUInt16LE(14)), 14);
  header.writeUInt32LE(serverToRedirector, 16);
  if (tree !== undefined) header.writeUInt32LE(tree, 36);
  if (sessionId !== undefined) header.writeBigUInt64LE(sessionId, 40);
  header.fill(0, 48, 64);
  const framing = Buffer.alloc(4);
  framing.writeUInt32BE(header.length + body.length, 0);
  return Buffer.concat([framing, header, body]);
}

/** An answer that is only a status ([MS-SMB2] 2.2.2). */
export function statusReply(request: Buffer, status: number): Buffer {
  return reply(request, sized(9, 9), { status });
}

/** ECHO, LOGOFF and TREE_DISCONNECT have nothing to say. */
export function emptyReply(request: Buffer): Buffer {
  return reply(request, sized(4, 4));
}

/** A pipe share, for everybody ([MS-SMB2] 2.2.10). */
export function treeReply(request: Buffer): Buffer {
  const body = sized(16, 16);
  body[2] = 0x02;
  body.writeUInt32LE(0x001f01ff, 12);
  return reply(request, body, { treeId });
}

/** [MS-SMB2] 2.2.4; with 3.1.1 it ends in a context that names SHA-512 (2.2.3.1.1). */
export function negotiateReply(
  request: Buffer,
  says: {
    readonly dialect: number;
    readonly serverGuid: Buffer;
    readonly systemTime: Date;
    readonly startTime: Date | null;
  },
): Buffer {
  const token = der(0x60, spnegoOid, der(0xa0, der(0x30, der(0xa0, der(0x30, ntlmOid)))));
  const fixed = sized(65, 64);
  fixed.writeUInt16LE(0x0001, 2);
  fixed.writeUInt16LE(says.dialect, 4);
  says.serverGuid.copy(fixed, 8, 0, 16);
  for (const at of [28, 32, 36]) fixed.writeUInt32LE(0x0010_0000, at);
  fixed.writeBigUInt64LE(filetime(says.systemTime), 40);
  if (says.startTime !== null) fixed.writeBigUInt64LE(filetime(says.startTime), 48);
  fixed.writeUInt16LE(128, 56);
  fixed.writeUInt16LE(token.length, 58);
  if (says.dialect !== 0x0311) return reply(request, Buffer.concat([fixed, token]));
  const padded = Buffer.concat([token, Buffer.alloc((8 - (token.length % 8)) % 8)]);
  fixed.writeUInt16LE(1, 6);
  fixed.writeUInt32LE(128 + padded.length, 60);
  const context = Buffer.alloc(8 + 6 + 32, 0x5c);
  context.writeUInt16LE(1, 0);
  context.writeUInt16LE(38, 2);
  context.writeUInt32LE(0, 4);
  context.writeUInt16LE(1, 8);
  context.writeUInt16LE(32, 10);
  context.writeUInt16LE(1, 12);
  return reply(request, Buffer.concat([fixed, padded, context]));
}

/** The first leg of a sign-in: an NTLM challenge ([MS-NLMP] 2.2.1.2) without target information. */
export function challengeReply(request: Buffer, sessionId: bigint): Buffer {
  const challenge = Buffer.alloc(48);
  challenge.write('NTLMSSP\0', 'latin1');
  challenge.writeUInt32LE(2, 8);
  challenge.writeUInt32LE(48, 16);
  // Unicode, NTLM, extended session security.
  challenge.writeUInt32LE(0x0008_0201, 20);
  challenge.fill(0xc7, 24, 32);
  challenge.writeUInt32LE(48, 44);
  const token = der(
    0xa1,
    der(0x30, der(0xa0, der(0x0a, Buffer.from([1]))), der(0xa1, ntlmOid), der(0xa2, der(0x04, challenge))),
  );
  return setupReply(request, token, 0, { status: STATUS_MORE_PROCESSING_REQUIRED, sessionId });
}

/** The last leg: signed in, as nobody. */
export function sessionReply(request: Buffer): Buffer {
  const token = der(0xa1, der(0x30, der(0xa0, der(0x0a, Buffer.from([0])))));
  return setupReply(request, token, SMB2_SESSION_FLAG_IS_NULL);
}

/** [MS-SMB2] 2.2.6. */
function setupReply(request: Buffer, token: Buffer, sessionFlags: number, parts: HeaderParts = {}): Buffer {
  const fixed = sized(9, 8);
  fixed.writeUInt16LE(sessionFlags, 2);
  fixed.writeUInt16LE(72, 4);
  fixed.writeUInt16LE(token.length, 6);
  return reply(request, Buffer.concat([fixed, token]), parts);
}

/** A body of `length` bytes that begins with its StructureSize. */
function sized(structureSize: number, length: number): Buffer {
  const body = Buffer.alloc(length);
  body.writeUInt16LE(structureSize, 0);
  return body;
}

/** An element of DER shorter than 128 bytes. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(content);
  if (inside.length > 127) throw new Error('too long for this encoder');
  return Buffer.concat([Buffer.from([tag, inside.length]), inside]);
}

/** 1.3.6.1.5.5.2 and 1.3.6.1.4.1.311.2.2.10. */
const spnegoOid = der(0x06, Buffer.from('2b0601050502', 'hex'));
const ntlmOid = der(0x06, Buffer.from('2b06010401823702020a', 'hex'));

function filetime(date: Date): bigint {
  return (BigInt(date.getTime()) + 11_644_473_600_000n) * 10_000n;
}
