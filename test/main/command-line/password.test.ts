import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readPassword } from '../../../main/command-line/password.ts';

const umlauts = Buffer.from('gr\u00fc\u00dfe\n');
const wide = Buffer.from('\ufeffge\u010aheim\r\nnot this', 'utf16le');

test.each([
  [['secret\n'], 'secret'],
  [['secret\r\n'], 'secret'],
  [['sec', 'ret', '\nnot this'], 'secret'],
  [['without a line end'], 'without a line end'],
  [['  spaces count  \n'], '  spaces count  '],
  [[umlauts.subarray(0, 3), umlauts.subarray(3)], 'gr\u00fc\u00dfe'],
  [[Buffer.from('\ufeffmarked\n')], 'marked'],
  [[wide], 'ge\u010aheim'],
  [[Buffer.from(wide).swap16()], 'ge\u010aheim'],
] as const)('%j', async (chunks, password) => {
  expect(await readPassword(Readable.from(chunks))).toEqual({ ok: true, value: password });
});

test.each([[[]], [['\n']], [['\r\n']]])('%j is none', async (chunks) => {
  expect(await readPassword(Readable.from(chunks))).toEqual({ ok: false, error: { id: 'cli.error.no-password' } });
});

test.each([
  ['latin1', Buffer.from('gr\u00fc\u00dfe\n', 'latin1')],
  ['UTF-16 without a mark', Buffer.from('secret\n', 'utf16le')],
])('%s is refused before it costs a sign-in', async (_name, bytes) => {
  expect(await readPassword(Readable.from([bytes]))).toEqual({
    ok: false,
    error: { id: 'cli.error.password-encoding' },
  });
});

test('input without end is not read without end', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield 'x'.repeat(1000);
    })(),
  );
  const read = await readPassword(endless);
  expect(read.ok && read.value.length < 10_000).toBe(true);
});
