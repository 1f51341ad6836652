import { expect, test } from 'vitest';
import * as z from 'zod';
import { failure, success } from '../../../../app/model/result.ts';
import { linesOver } from '../../../../main/actions/elevation/lines.ts';
import type { PipeEnd } from '../../../../main/windows/elevation.ts';

const options = { deadlineMs: 1000, signal: new AbortController().signal };
const Said = z.object({ said: z.string() });

/** A pipe that gives these pieces, then its end. */
function pipeOf(pieces: readonly Buffer[]): PipeEnd {
  const left = [...pieces];
  return {
    peer: () => failure({ kind: 'api', api: 'none', code: 1 }),
    read: () => Promise.resolve(success(left.shift() ?? null)),
    write: () => success(undefined),
    close: () => undefined,
  };
}

test('a line comes whole from every split of its bytes', async () => {
  const octets = Buffer.from(`${JSON.stringify({ said: 'über' })}\n${JSON.stringify({ said: 'b' })}\n`, 'utf8');
  for (let at = 0; at <= octets.length; at++) {
    const lines = linesOver(pipeOf([octets.subarray(0, at), octets.subarray(at)]));
    expect(await lines.receive(Said, options)).toEqual(success({ said: 'über' }));
    expect(await lines.receive(Said, options)).toEqual(success({ said: 'b' }));
    expect(await lines.receive(Said, options)).toEqual(failure({ kind: 'closed' }));
  }
});

test('a cut line is no line', async () => {
  const lines = linesOver(pipeOf([Buffer.from('{"said":"a"}')]));
  expect(await lines.receive(Said, options)).toEqual(failure({ kind: 'closed' }));
});

test.each(['', 'null', '[]', '{"said":1}', '\u0000', '{"said":"a"'])('%j is nonsense', async (text) => {
  const lines = linesOver(pipeOf([Buffer.from(`${text}\n`)]));
  expect(await lines.receive(Said, options)).toEqual(failure({ kind: 'nonsense' }));
});

test('what never ends is given up long before it fills the memory', async () => {
  let given = 0;
  const endless: PipeEnd = {
    ...pipeOf([]),
    read: () => {
      given += 65_536;
      return Promise.resolve(success(Buffer.alloc(65_536, 'a')));
    },
  };
  expect(await linesOver(endless).receive(Said, options)).toEqual(failure({ kind: 'nonsense' }));
  expect(given).toBeLessThan(400_000);
});
