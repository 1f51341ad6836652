import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '..', '..', 'renderer');

/** Attributes whose text a person reads or hears. */
const spoken = new Set([
  'aria-label',
  'aria-roledescription',
  'aria-description',
  'title',
  'placeholder',
  'alt',
  'label',
  'content',
  'name',
  'hint',
  'subtitle',
  'lead',
]);

/** Operators whose operands become text themselves; what a comparison compares does not. */
const joins = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Literal words of a person's language that stand in the JSX of a source: in text, in braces, or in an attribute. */
function literalWords(source: string): readonly string[] {
  const found: string[] = [];
  const file = ts.createSourceFile('window.tsx', source, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TSX);
  const keep = (text: string): void => {
    if (/\p{L}/u.test(text)) found.push(text.trim());
  };
  const literal = (node: ts.Expression): void => {
    if (ts.isStringLiteralLike(node)) keep(node.text);
    if (ts.isTemplateExpression(node))
      for (const part of [node.head, ...node.templateSpans.map((span) => span.literal)]) keep(part.text);
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literal);
    if (ts.isBinaryExpression(node) && joins.has(node.operatorToken.kind)) [node.left, node.right].forEach(literal);
    if (ts.isParenthesizedExpression(node)) literal(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) keep(node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression !== undefined)
      literal(node.expression);
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(file)) && node.initializer !== undefined) {
      if (ts.isStringLiteral(node.initializer)) keep(node.initializer.text);
      if (ts.isJsxExpression(node.initializer) && node.initializer.expression !== undefined)
        literal(node.initializer.expression);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('the search for literal words', () => {
  test.each([
    ['<p>Save it</p>', ['Save it']],
    ["<p>{'Save it'}</p>", ['Save it']],
    ['<p>{ready ? "Yes" : say("window.back")}</p>', ['Yes']],
    ['<p>{`${name} is ready`}</p>', ['is ready']],
    ['<button aria-label="Close" />', ['Close']],
    ["<Card title={open ? 'Open' : say('window.back')} />", ['Open']],
    ["<p>{view === 'chart' && 'Chart'}</p>", ['Chart']],
    ['<p className="quiet">{say("window.back")}: {count} %</p>', []],
    ["<Input type='password' value={`${first} ${second}`} />", []],
  ])('%s holds %o', (source, words) => {
    expect(literalWords(source)).toEqual(words);
  });
});

const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));

test('there are screens to search', () => {
  expect(sources.length).toBeGreaterThan(20);
});

test.each(sources)('%s says everything through the catalogue', (path) => {
  expect(literalWords(readFileSync(join(renderer, path), 'utf8'))).toEqual([]);
});
