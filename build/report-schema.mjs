import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleForNode } from './bundle.mjs';
import { root, say } from './run.mjs';
import { setUp } from './setup.mjs';

/** Writes docs/report.schema.json anew from the report's zod schema. */

const bundle = 'out/build/report-json-schema.mjs';

await setUp([]);
await bundleForNode('build/report-json-schema.ts', bundle, 'esm');
const { reportJsonSchema, schemaFile } = /** @type {typeof import('./report-json-schema.ts')} */ (
  await import(pathToFileURL(join(root, bundle)).href)
);
const path = join(root, schemaFile);
await mkdir(dirname(path), { recursive: true });
await writeFile(path, reportJsonSchema());
say(`Written: ${schemaFile}.`);
