import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { english } from '../../../app/wording/en/index.ts';

const catalogue = join('app', 'wording', 'en');
const sources = ['app', 'main', 'renderer']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(catalogue))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Ids that stand in the sources whole, and those whose last parts are put in: `cause.${cause}.headline`. */
const whole = new Set(Array.from(sources.matchAll(/'([a-z][a-z0-9-]*\.[a-z0-9.-]+)'/g), ([, id]) => id));
const templates = Array.from(sources.matchAll(/`([a-z][a-z0-9-]*\.[a-z0-9.-]*\$\{[^`\n]*)`/g), ([, text = '']) => {
  const parts = text.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[a-z0-9.-]+')}$`);
});

test('every sentence of the catalogue is said somewhere', () => {
  const ids = Object.keys(english).map((key) => key.replace(/_(one|other)$/, ''));
  const unused = ids.filter((id) => !whole.has(id) && !templates.some((template) => template.test(id)));
  expect(unused).toEqual([]);
});
