import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportJsonSchema, schemaFile } from '../../build/report-json-schema.ts';
import { root } from '../../build/run.mjs';

test('the published schema of the report is the current one; `npm run schema` writes it', () => {
  expect(readFileSync(join(root, schemaFile), 'utf8')).toBe(reportJsonSchema());
});

test('its patterns are of the kind that every tool takes', () => {
  const patterns = Array.from(reportJsonSchema().matchAll(/"pattern": (".*")/g), ([, text = '""']) =>
    String(JSON.parse(text)),
  );
  expect(patterns.length).toBeGreaterThan(2);
  expect(patterns.filter((pattern) => pattern.includes('\\p{'))).toEqual([]);
});
