import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from '../run.mjs';
import { areaOf } from './import-edges.mjs';

/** @typedef {import('@typescript-eslint/utils').TSESTree.Node} Node */
/** @typedef {import('@typescript-eslint/utils').TSESLint.RuleModule<'refused'>} RuleModule */
/** @typedef {import('./import-edges.mjs').Area} Area */

const slashes = (/** @type {string} */ path) => path.replaceAll('\\', '/');

const namesPackage = (/** @type {string} */ source, /** @type {string} */ name) =>
  source === name || source.startsWith(`${name}/`);

/**
 * Why an area must not import from a source; undefined when it may.
 *
 * @param {Area} area of the importing file
 * @param {string} file the importing file's absolute path
 * @param {string} source what stands in the import
 * @param {boolean} typeOnly
 */
function refusal(area, file, source, typeOnly) {
  if (!source.startsWith('.')) return packageRefusal(area, source);
  const path = slashes(relative(root, join(dirname(file), source)));
  const target = areaOf(path);
  if (target === undefined) return `${area.name} imports nothing outside app, main and renderer`;
  if (target.name === area.name || area.areas.includes(target.name)) return undefined;
  if (area.typesOnly?.includes(target.name)) {
    return typeOnly ? undefined : `${area.name} imports only types from ${target.name}`;
  }
  return `${area.name} must not import from ${target.name}`;
}

function packageRefusal(/** @type {Area} */ area, /** @type {string} */ source) {
  if (isBuiltin(source) && !area.node) return `${area.name} must not import Node's modules`;
  if (namesPackage(source, 'electron') && !area.electron) return `${area.name} must not import Electron`;
  const refused = area.refused?.find((name) => namesPackage(source, name));
  return refused === undefined ? undefined : `${area.name} must not import ${refused}`;
}

/**
 * Keeps imports running one way, as the table of edges says. `import { type X }` counts as a value: it leaves an import
 * behind.
 *
 * @type {Omit<RuleModule, 'defaultOptions'>}
 */
export const importDirection = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{why}}.' } },
  create(context) {
    const file = resolve(context.filename);
    const area = areaOf(slashes(relative(root, file)));
    if (area === undefined) return {};

    const check = (/** @type {Node} */ node, /** @type {Node | null} */ source, /** @type {boolean} */ typeOnly) => {
      if (source === null || !('value' in source) || typeof source.value !== 'string') return;
      const why = refusal(area, file, source.value, typeOnly);
      if (why !== undefined) context.report({ node, messageId: 'refused', data: { why } });
    };

    return {
      ImportDeclaration: (node) => {
        check(node, node.source, node.importKind === 'type');
      },
      ExportNamedDeclaration: (node) => {
        check(node, node.source, node.exportKind === 'type');
      },
      ExportAllDeclaration: (node) => {
        check(node, node.source, node.exportKind === 'type');
      },
      ImportExpression: (node) => {
        check(node, node.source, false);
      },
      TSImportType: (node) => {
        check(node, node.source, true);
      },
    };
  },
};
