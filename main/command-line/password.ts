import type { Message } from '../../app/model/message.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';

/** Far more than any password has. */
const LONGEST = 4096;

/**
 * The first line of a stream without its line end. UTF-8, or UTF-16 with a byte order mark as Windows' own tools write
 * it; anything else is refused before it can cost a sign-in. A password, so it is kept nowhere else.
 */
export async function readPassword(input: AsyncIterable<Uint8Array | string>): Promise<Result<string, Message>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (bytes.includes(0x0a) || length > LONGEST) break;
  }
  const text = decode(Buffer.concat(chunks));
  if (text === null) return failure(message('cli.error.password-encoding'));
  const [line = ''] = text.split('\n');
  const password = line.endsWith('\r') ? line.slice(0, -1) : line;
  return password === '' ? failure(message('cli.error.no-password')) : success(password);
}

function decode(bytes: Buffer): string | null {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  // UTF-16 is cut at the byte that holds the line feed: its second byte may not have come yet.
  const whole = encoding === 'utf-8' ? bytes : bytes.subarray(0, bytes.length - (bytes.length % 2));
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(whole);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
