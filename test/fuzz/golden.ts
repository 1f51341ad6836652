import { captureNames, readCapture } from '../main/captures.ts';

/** What real servers said, without frames: every reply of every capture, SMB1 and SMB2. */
export const goldenReplies: readonly Buffer[] = captureNames.flatMap((name) =>
  readCapture(name).messages.flatMap(({ from, message }) => (from === 'server' ? [message] : [])),
);

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
  return `${message.toString('hex', 0, 9)} ${String(message[32])} ${String(message.includes('NTLMSSP'))}`;
}

/** Those that answer an SMB1 command. */
export function goldenAnswers(command: number): readonly Buffer[] {
  return goldenReplies.filter((message) => message[0] === 0xff && message[4] === command);
}
