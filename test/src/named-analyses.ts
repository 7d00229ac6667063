import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './test-files.js';

/** The names of all analyses that packages under plugins/analyses provide. */
export function analysisNames(): readonly string[] {
  const folder = join(root, 'plugins', 'analyses');
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name, 'package.json'), 'utf8');
    const { wiretax } = JSON.parse(text) as { wiretax: { provides: { analysis?: readonly string[] } } };
    return wiretax.provides.analysis ?? [];
  });
}

/** What a source says of an analysis: its name or the beginning of its ids, as a text, a key or within a pattern. */
export function namedAnalyses(file: string, names: readonly string[]): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = names.find((each) => isOf(each, node));
    if (name !== undefined) found.push(name);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isOf(name: string, node: ts.Node): boolean {
  if (ts.isRegularExpressionLiteral(node)) {
    return new RegExp(String.raw`(?<![\w-])${name}(?:\\[.]|[.$])`).test(node.text);
  }
  const isText = ts.isStringLiteralLike(node) || node.kind === ts.SyntaxKind.TemplateHead;
  if (isText) {
    const { text } = node as ts.LiteralLikeNode;
    return text === name || text.startsWith(`${name}.`);
  }
  return ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === name;
}
