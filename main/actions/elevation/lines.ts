import type * as z from 'zod';
import type { Result } from '../../../app/model/result.ts';
import { failure, success } from '../../../app/model/result.ts';
import type { PipeEnd } from '../../windows/elevation.ts';
import type { ReadOptions, WindowsFailure } from '../../windows/failure.ts';

/** What came is no line of the protocol, or the other end closed before one. */
export type LineFailure = WindowsFailure | { readonly kind: 'nonsense' } | { readonly kind: 'closed' };

/** One JSON object a line, in turns. */
export interface Lines {
  readonly send: (value: object) => Result<undefined, WindowsFailure>;
  /** The next line as `schema` has it. */
  readonly receive: <Value>(schema: z.ZodType<Value>, options: ReadOptions) => Promise<Result<Value, LineFailure>>;
}

/** A plan's longest text, in a registry value's former bytes, fits well. */
const mostOctets = 262_144;
const lineEnd = 0x0a;

export function linesOver(end: PipeEnd): Lines {
  let rest = Buffer.alloc(0);
  const nextLine = async (options: ReadOptions): Promise<Result<Buffer, LineFailure>> => {
    for (;;) {
      const at = rest.indexOf(lineEnd);
      if (at >= 0) {
        const line = rest.subarray(0, at);
        rest = rest.subarray(at + 1);
        return success(line);
      }
      if (rest.length > mostOctets) return failure({ kind: 'nonsense' });
      const read = await end.read(options);
      if (!read.ok) return read;
      if (read.value === null) return failure({ kind: 'closed' });
      rest = Buffer.concat([rest, read.value]);
    }
  };
  return {
    send: (value) => end.write(Buffer.from(`${JSON.stringify(value)}\n`, 'utf8')),
    receive: async (schema, options) => {
      const line = await nextLine(options);
      if (!line.ok) return line;
      const parsed = schema.safeParse(objectIn(line.value));
      return parsed.success ? success(parsed.data) : failure({ kind: 'nonsense' });
    },
  };
}

function objectIn(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}
