import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../test-files.js';

/** From what every author needs to what only some do. */
const files = [
  ['plugin', 'Plugins'],
  ['kinds', 'Kinds of contributions'],
  ['transport', 'Transports'],
  ['link', 'Links'],
  ['payload', 'Payloads and calls'],
  ['workload', 'Calls of other servers'],
  ['codec', 'Codecs'],
  ['outcome', 'How calls end'],
  ['flow', 'Flow controls'],
  ['load', 'Load models'],
  ['topology', 'Topologies'],
  ['command', 'Commands as peers'],
  ['launcher', 'Launchers'],
  ['machine', 'Machines'],
  ['endpoint', 'Endpoints'],
  ['collector', 'Collectors'],
  ['media-types', 'Media types of artifacts'],
  ['analysis', 'Analyses'],
  ['finding', 'What an analysis finds'],
  ['check', 'What was demanded of a run'],
  ['reporter', 'Reporters'],
  ['lifecycle', 'Lifecycle hooks'],
  ['phase', 'Phases in their order'],
  ['error-codes', 'Codes of errors'],
  ['error-row', 'What is said of a code'],
  ['host', 'The machine'],
  ['files', 'Files and folders'],
  ['processes', 'Started processes'],
  ['schema', 'Schemas of options and settings'],
  ['experiment', 'Experiments'],
  ['cell', 'Cells and their axes'],
  ['axis', 'An axis'],
  ['axes', 'The table of axes'],
  ['manifest', 'Manifest of a run'],
  ['machine-facts', 'What a manifest says of the machine'],
  ['trial-record', 'Trials on record'],
  ['peer', 'Peers on record'],
  ['measured', 'What a trial measured'],
  ['results', 'Results of a run'],
  ['row', 'A row of results'],
  ['yardstick', 'Yardstick of the CPUs'],
  ['conditions', 'The machine of a run'],
  ['interference', 'What kept a peer from running'],
  ['pauses', 'Pauses of a window'],
] as const;

const contracts = join(root, 'core', 'src', 'contract');
const introduction = `# Contracts

What \`@wiretax/core\` gives to plugins and asks of them. Made from [core/src/contract](../core/src/contract) by
\`npm run contracts\`; edit it there. How to write a plugin is in [writing-a-plugin.md](writing-a-plugin.md).`;

/** The text of docs/contracts.md. */
export function contractsPage(): string {
  const sections = files.map(([file, title]) => {
    const text = readFileSync(join(contracts, `${file}.ts`), 'utf8');
    const source = ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.Latest, true);
    const parts = source.statements.filter(isExported).map((node) => partOf(node, source));
    const isFirst = ({ name }: Part, index: number): boolean =>
      parts.findIndex((part) => part.name === name) === index;
    // A type that has the name of a constant is that of its values.
    return { title, parts: parts.filter(isFirst) };
  });
  const index = sections.map(
    ({ title, parts }) => `- ${linkTo(title)}: ${parts.map(({ name }) => linkTo(`\`${name}\``)).join(', ')}`,
  );
  const body = sections.map(({ title, parts }) =>
    [`## ${title}`, ...parts.map(({ text }) => text)].join('\n\n'),
  );
  return `${[introduction, index.join('\n'), ...body].join('\n\n')}\n`;
}

/** The parts of the table of error codes, which have a page of their own. */
const errorFiles = ['command', 'config', 'kernel', 'record', 'trial'].map((part) => `${part}-errors`);

/** Every contract file has a section, or is on the page of errors. */
export function describedFiles(): readonly string[] {
  return [...files.map(([file]) => file), ...errorFiles].map((file) => `${file}.ts`).sort();
}

type Exported =
  ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.FunctionDeclaration | ts.VariableStatement;

function isExported(node: ts.Statement): node is Exported {
  const declares =
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isVariableStatement(node);
  return declares && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

interface Part {
  readonly name: string;
  readonly text: string;
}

function partOf(node: Exported, source: ts.SourceFile): Part {
  const name = (ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node)?.name;
  const title = name?.getText(source) ?? '';
  const remarks = membersOf(node).flatMap((member) => remarkOn(member));
  const blocks = [
    `### \`${title}\``,
    ...prose(node),
    `\`\`\`ts\n${signature(node, source)}\n\`\`\``,
    ...(remarks.length > 0 ? [remarks.join('\n')] : []),
  ];
  return { name: title, text: blocks.join('\n\n') };
}

/** Of an interface, or of the object that a constant holds. */
function membersOf(node: Exported): readonly (ts.TypeElement | ts.ObjectLiteralElementLike)[] {
  if (ts.isInterfaceDeclaration(node)) return node.members;
  if (!ts.isVariableStatement(node)) return [];
  const value = node.declarationList.declarations[0]?.initializer;
  const object = value !== undefined && ts.isAsExpression(value) ? value.expression : value;
  return object !== undefined && ts.isObjectLiteralExpression(object) ? object.properties : [];
}

function remarkOn(member: ts.TypeElement | ts.ObjectLiteralElementLike): readonly string[] {
  const [text] = prose(member);
  return text === undefined
    ? []
    : [`- \`${member.name?.getText() ?? ''}\`: ${text.replaceAll('\n', '\n  ')}`];
}

/** The declaration as it is written, without what is said about it and without the body. */
function signature(node: Exported, source: ts.SourceFile): string {
  const body = ts.isFunctionDeclaration(node) ? node.body : undefined;
  return source.text
    .slice(node.getStart(source), body?.getStart(source) ?? node.getEnd())
    .replaceAll(/^ *\/\*\*[^]*?\*\/\n/gm, '')
    .trim();
}

/** What its last docstring says: paragraphs, without the comment's own marks. */
function prose(node: ts.Node): readonly string[] {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .filter((one) => ts.isJSDoc(one))
    .at(-1)
    ?.getText();
  if (text === undefined) return [];
  const lines = text
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split('\n');
  const plain = lines.map((line) => line.trim().replace(/^\* ?/, '')).join('\n');
  return [plain.replaceAll(/\{@link ([^}]+)\}/g, '`$1`').trim()];
}

/** A link to a heading of this page, by GitHub's rule for anchors. */
function linkTo(heading: string): string {
  const anchor = heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
  return `[${heading}](#${anchor})`;
}
