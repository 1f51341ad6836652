/** How an option is written: alone, or with a value. */
export type OptionKind = 'flag' | 'value';

/** Every option of the command line. */
export const options = {
  host: 'value',
  port: 'value',
  symptom: 'value',
  share: 'value',
  user: 'value',
  'password-stdin': 'flag',
  checks: 'value',
  samples: 'value',
  deadline: 'value',
  practice: 'value',
  json: 'flag',
  out: 'value',
  'keep-credentials-in-capture': 'flag',
  headless: 'flag',
  help: 'flag',
  version: 'flag',
  'rdp-port': 'value',
  'read-only': 'flag',
  path: 'value',
  idle: 'value',
  consent: 'value',
  'current-user': 'flag',
} as const satisfies Record<string, OptionKind>;

export type OptionName = keyof typeof options;

/** The one option that also has a letter. */
export const letters = { help: 'h' } as const satisfies Partial<Record<OptionName, string>>;

/** Whether `name` is an option at all. */
export function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}
