import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readPassword } from '../../../main/command-line/password.ts';

test.each([
  [['secret\n'], 'secret'],
  [['secret\r\n'], 'secret'],
  [['sec', 'ret', '\nnot this'], 'secret'],
  [['without a line end'], 'without a line end'],
  [['  spaces count  \n'], '  spaces count  '],
  [[Buffer.from('gr\u00fc\u00dfe\n').subarray(0, 3), Buffer.from('gr\u00fc\u00dfe\n').subarray(3)], 'gr\u00fc\u00dfe'],
] as const)('%j', async (chunks, password) => {
  expect(await readPassword(Readable.from(chunks))).toBe(password);
});

test.each([[[]], [['\n']], [['\r\n']]])('%j is none', async (chunks) => {
  expect(await readPassword(Readable.from(chunks))).toBeNull();
});

test('input without end is not read without end', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield 'x'.repeat(1000);
    })(),
  );
  expect((await readPassword(endless))?.length).toBeLessThan(10_000);
});
