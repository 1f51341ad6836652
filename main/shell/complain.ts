import { inspect } from 'node:util';

/** Tells whoever reads standard error what went wrong inside; never for what a person should read in the window. */
export function complain(what: string, cause: unknown): void {
  process.stderr.write(`${what}: ${typeof cause === 'string' ? cause : inspect(cause)}\n`);
}
