import { parseArgs } from 'node:util';
import type { Message } from '../../app/model/message.ts';
import type { Result } from '../../app/model/result.ts';
import { failure, success } from '../../app/model/result.ts';
import { message } from '../../app/wording/message.ts';
import type { OptionName } from './options.ts';
import { isOption, letters, options } from './options.ts';

/** Arguments sorted into options and the rest. A flag's value is the empty string. */
export interface SplitArguments {
  readonly given: ReadonlyMap<OptionName, string>;
  readonly positionals: readonly string[];
}

/** Takes arguments apart; the failure is the first thing wrong with them. */
export function splitArguments(args: readonly string[]): Result<SplitArguments, Message> {
  const takesValue = Object.fromEntries(
    Object.entries(options).map(([name, kind]) => [name, { type: kind === 'value' ? 'string' : 'boolean' } as const]),
  );
  const help = { type: 'boolean', short: letters.help } as const;
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...takesValue, help },
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const given = new Map<OptionName, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = token.rawName;
    // A letter that is none of ours is its own name.
    if (!isOption(token.name) || (!option.startsWith('--') && option !== `-${letters.help}`))
      return failure(message('cli.error.unknown-option', { option }));
    const kind = options[token.name];
    if (given.has(token.name)) return failure(message('cli.error.option-twice', { option }));
    if (kind === 'flag' && token.value !== undefined) return failure(message('cli.error.takes-no-value', { option }));
    const value = token.value ?? '';
    if (kind === 'value' && (value === '' || (value.startsWith('--') && !token.inlineValue))) {
      return failure(message('cli.error.no-value', { option }));
    }
    given.set(token.name, value);
  }
  return success({ given, positionals });
}
