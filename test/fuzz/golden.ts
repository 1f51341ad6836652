import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureNames, readCapture } from '../main/captures.ts';

/** What no capture holds: SMB2 sessions, and work on files with oplocks and notifications. */
const answersToUs = readFileSync(join('test', 'fixtures', 'replies', 'samba-4.17.txt'), 'utf8')
  .split('\n')
  .filter((line) => /^[0-9a-f]+$/.test(line))
  .map((line) => Buffer.from(line, 'hex'));

/** What real servers said, without frames: every reply of every capture, SMB1 and SMB2. */
export const goldenReplies: readonly Buffer[] = [
  ...captureNames.flatMap((name) =>
    readCapture(name).messages.flatMap(({ from, message }) => (from === 'server' ? [message] : [])),
  ),
  ...answersToUs,
];

/** Answers of Remote Desktop servers, whole TPKT packets ([MS-RDPBCGR] 4.1.2), and what TLS says of a failure. */
export const goldenRdp: readonly Buffer[] = [
  '030000130ed000001234000201080001000000',
  '030000130ed00000123400021f080002000000',
  '030000130ed000001234000300080005000000',
  '0300000b06d00000123400',
  '0300000902f0802180',
  '0300000b06800000123401',
  '15030300020228',
  '160303003a0200003603036f1dd7a0150300020246',
].map((hex) => Buffer.from(hex, 'hex'));

/** The same by kind, so that the many echoes do not crowd out the few tokens. */
export const goldenKinds: readonly (readonly Buffer[])[] = [
  ...goldenReplies
    .reduce((kinds, message) => {
      const kind = kindOf(message);
      return kinds.set(kind, [...(kinds.get(kind) ?? []), message]);
    }, new Map<string, readonly Buffer[]>())
    .values(),
];

/** Command, count of words and status; whether there is NTLM in it. */
function kindOf(message: Buffer): string {
  if (message[0] === 0xfe) return `${message.toString('hex', 8, 14)} ${String(message.length)}`;
  return `${message.toString('hex', 0, 9)} ${String(message[32])} ${String(message.includes('NTLMSSP'))}`;
}

/** Those that answer an SMB1 command. */
export function goldenAnswers(command: number): readonly Buffer[] {
  return goldenReplies.filter((message) => message[0] === 0xff && message[4] === command);
}

/** Those that answer an SMB2 command ([MS-SMB2] 2.2.1.2: Command at 12). */
export function goldenSmb2Answers(command: number): readonly Buffer[] {
  return goldenReplies.filter((message) => message[0] === 0xfe && message.readUInt16LE(12) === command);
}
