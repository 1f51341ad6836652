import { z } from 'zod';
import { Report } from '../app/model/report.ts';

/** Where the schema is kept, from the project's folder. */
export const schemaFile = 'docs/report.schema.json';

/** The text of the JSON Schema of the report that `--json` prints. */
export function reportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(Report), null, 2)}\n`;
}
