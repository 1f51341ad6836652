import { z } from 'zod';
import { Report } from '../app/model/report.ts';

/** Where the schema is kept, from the project's folder. */
export const schemaFile = 'docs/report.schema.json';

/**
 * Control characters, as a class inside brackets: JSON Schema asks for patterns that all tools take, and many of them know
 * no `\p{Cc}` ([JSON Schema] core 6.4).
 */
const controlCharacters = '\\u0000-\\u001f\\u007f-\\u009f';

/** The text of the JSON Schema of the report that `--json` prints. */
export function reportJsonSchema(): string {
  const withPortablePatterns = (key: string, value: unknown): unknown =>
    key === 'pattern' && typeof value === 'string' ? value.replaceAll('\\p{Cc}', controlCharacters) : value;
  return `${JSON.stringify(z.toJSONSchema(Report), withPortablePatterns, 2)}\n`;
}
