import ts from 'typescript';

/**
 * Lists in a source text that hold at least so many of these words: arrays, unions, objects and interfaces, by literals, by the first
 * literals of entries, or by keys.
 */
export function listsWith(text: string, words: ReadonlySet<string>, least: number): readonly string[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const names = new Set(membersOf(node).map(nameOf));
    const listed = [...words].filter((word) => names.has(word));
    if (listed.length >= least) found.push(listed.join(' '));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function membersOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements;
  if (ts.isUnionTypeNode(node)) return node.types;
  if (ts.isObjectLiteralExpression(node)) return node.properties;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) return node.members;
  return [];
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isLiteralTypeNode(node)) return nameOf(node.literal);
  if (ts.isArrayLiteralExpression(node)) return node.elements[0] && nameOf(node.elements[0]);
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isPropertySignature(node))
    return ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : undefined;
  return undefined;
}
