import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who sent a message of a capture. */
export type Sender = 'client' | 'server';

/** One SMB message as it travelled, without its frame. */
export interface CapturedMessage {
  readonly from: Sender;
  readonly message: Buffer;
}

/** What one TCP connection of a capture carried. */
export interface Capture {
  readonly messages: readonly CapturedMessage[];
  /** All that one side sent, frames included. */
  readonly stream: Readonly<Record<Sender, Buffer>>;
}

/** The captures of exchanges between smbclient or impacket and a real Samba, in test/fixtures/captures. */
export const captureNames = [
  '01-anonymous-extsec',
  '02-user-ntlmv2-extsec-listdir',
  '03-user-ntlmv2-noextsec',
  '04-user-signed',
  '05-getput-file',
  '06-logoff-then-stale-uid',
  '07-echo',
  '08-nbss-139-style',
  '09-smb2-negotiate-multiprotocol',
  '10-smb1-refused-by-smb2-only',
  '11-logon-failure',
  '12-anonymous-noextsec',
  '13-kerberos-session-expired',
  '14-smbclient-idle-echo',
] as const;
export type CaptureName = (typeof captureNames)[number];

const sectionHeader = 0x0a0d0d0a;
const enhancedPacket = 0x00000006;
const syn = 0x02;

/** Reads a capture, from the project's folder: pcapng, Ethernet, IPv4, TCP in order, Direct TCP frames. Independent of the code under test. */
export function readCapture(name: CaptureName): Capture {
  const file = readFileSync(join('test', 'fixtures', 'captures', `${name}.pcapng`));
  if (file.readUInt32LE(0) !== sectionHeader) throw new Error(`${name} is no pcapng file`);
  const stream: Record<Sender, Buffer> = { client: Buffer.alloc(0), server: Buffer.alloc(0) };
  const messages: CapturedMessage[] = [];
  const cut = { client: 0, server: 0 };
  let serverPort = 0;
  for (let at = 0; at < file.length; at += file.readUInt32LE(at + 4)) {
    if (file.readUInt32LE(at) !== enhancedPacket) continue;
    const packet = file.subarray(at + 28, at + 28 + file.readUInt32LE(at + 20));
    const ip = packet.subarray(14, 14 + packet.readUInt16BE(16));
    const tcp = ip.subarray(4 * (ip.readUInt8(0) & 0x0f));
    if (serverPort === 0 && (tcp.readUInt8(13) & syn) !== 0) serverPort = tcp.readUInt16BE(2);
    const from = tcp.readUInt16BE(0) === serverPort ? 'server' : 'client';
    stream[from] = Buffer.concat([stream[from], tcp.subarray(4 * (tcp.readUInt8(12) >> 4))]);
    for (;;) {
      const rest = stream[from].subarray(cut[from]);
      const length = rest.length < 4 ? Infinity : 4 + rest.readUIntBE(1, 3);
      if (rest.length < length) break;
      cut[from] += length;
      if (rest[0] === 0) messages.push({ from, message: Buffer.from(rest.subarray(4, length)) });
    }
  }
  return { messages, stream };
}

/** The first message of `from` in a capture with this SMB1 command, `skip` such messages left out. */
export function captured(name: CaptureName, from: Sender, command: number, skip = 0): Buffer {
  const found = readCapture(name).messages.filter(({ from: who, message }) => who === from && message[4] === command);
  const message = found[skip]?.message;
  if (message === undefined) throw new Error(`${name} has no such message`);
  return message;
}
