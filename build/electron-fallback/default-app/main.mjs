// A stand-in for Electron's own default application: runs the application in the folder or file named on the command
// line, `electron [-r module]... [--switch]... PATH [argument]...`.
import { app as electronApp } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** Electron gives its default application two more functions than it tells of. */
const app =
  /** @type {Electron.App & { setVersion: (version: string) => void, setAppPath: (path: string) => void }} */ (
    electronApp
  );

/** @typedef {{ modules: string[], path: string | undefined }} Start */

/** @returns {Start} */
function readArguments(/** @type {readonly string[]} */ words) {
  const modules = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '-r' || word === '--require') modules.push(words[(at += 1)] ?? '');
    else if (!word.startsWith('-')) return { modules, path: word };
  }
  return { modules, path: undefined };
}

/** Names the application as its package.json does. */
function takeNames(/** @type {string} */ folder) {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return;
  const { name, productName, version } = JSON.parse(readFileSync(file, 'utf8'));
  if (version !== undefined) app.setVersion(version);
  app.name = productName ?? name ?? app.name;
}

function fail(/** @type {unknown} */ error) {
  console.error(error);
  app.exit(1);
}

const { modules, path } = readArguments(process.argv.slice(1));
for (const module of modules) require(resolve(module));
if (path === undefined) {
  fail('No application was named.');
} else {
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
  const place = resolve(path);
  takeNames(place);
  try {
    const entry = require.resolve(place);
    app.setAppPath(entry === place ? dirname(entry) : place);
    // Waited for: until the application's own module has run, Electron must not be ready.
    await import(pathToFileURL(entry).href);
  } catch (error) {
    fail(error);
  }
}
