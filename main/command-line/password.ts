const LONGEST = 4096;

/** The first line of a stream without its line end; null when none came. A password, so it is kept nowhere else. */
export async function readPassword(input: AsyncIterable<Uint8Array | string>): Promise<string | null> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.includes('\n') || text.length > LONGEST) break;
  }
  const [line = ''] = text.split('\n');
  const password = line.endsWith('\r') ? line.slice(0, -1) : line;
  return password === '' ? null : password;
}
