import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format } from 'prettier';
import ts from 'typescript';
import { root } from '../test-files.js';

/** What a package lets others import from one entry point, as its declaration files say. */
export interface EntryPoint {
  /** `@wiretax/core/run`. */
  readonly specifier: string;
  readonly exported: readonly Declaration[];
  /** Not exported by any entry point, but part of a signature here: to change it changes what is public. */
  readonly implied: readonly Declaration[];
}

export interface Declaration {
  readonly name: string;
  readonly kind: string;
  /** The whole signature, with members, without comments. */
  readonly text: string;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly types?: string }>>;
}

interface Entry {
  readonly specifier: string;
  readonly file: string;
}

/** The entry points of the packages in these folders, in the order of their package.json. */
export async function publicApi(folders: readonly string[]): Promise<readonly EntryPoint[]> {
  const entries = folders.flatMap((folder) => entriesOf(join(root, folder)));
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      skipLibCheck: true,
    },
  );
  const checker = program.getTypeChecker();
  const exportsOf = ({ file }: Entry): readonly ts.Symbol[] => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${relative(root, file)} exports nothing; npm run build`);
    return checker.getExportsOfModule(module);
  };
  const known = new Set(entries.flatMap(exportsOf).map((symbol) => original(symbol, checker)));
  return Promise.all(
    entries.map(async (entry) => {
      const symbols = exportsOf(entry);
      const targets = symbols.map((symbol) => original(symbol, checker));
      return {
        specifier: entry.specifier,
        exported: await declared(symbols, checker),
        implied: await declared(impliedBy(targets, known, checker), checker),
      };
    }),
  );
}

function entriesOf(folder: string): readonly Entry[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(manifest.exports).flatMap(([path, { types }]) =>
    // Whole folders are exported for our own command line alone.
    types === undefined || path.includes('*')
      ? []
      : [{ specifier: path.replace('.', manifest.name), file: join(folder, types) }],
  );
}

function original(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** What these refer to of our packages and no entry point exports, and what that refers to in turn. */
function impliedBy(
  symbols: readonly ts.Symbol[],
  known: ReadonlySet<ts.Symbol>,
  checker: ts.TypeChecker,
): readonly ts.Symbol[] {
  const implied = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    const target = symbol && original(symbol, checker);
    if (target && !known.has(target) && !implied.has(target) && isOurs(target)) {
      implied.add(target);
      target.declarations?.forEach(visit);
    }
    ts.forEachChild(node, visit);
  };
  for (const symbol of symbols) symbol.declarations?.forEach(visit);
  return [...implied];
}

/** Declared at the top of a file of this repository. */
function isOurs({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((node) => {
    const file = node.getSourceFile().fileName;
    const owner = ts.isVariableDeclaration(node) ? node.parent.parent.parent : node.parent;
    return ts.isSourceFile(owner) && file.startsWith(root) && !file.includes('/node_modules/');
  });
}

async function declared(
  symbols: readonly ts.Symbol[],
  checker: ts.TypeChecker,
): Promise<readonly Declaration[]> {
  const printer = ts.createPrinter({ removeComments: true });
  const all = symbols.map(async (symbol) => {
    const nodes = (original(symbol, checker).declarations ?? []).map((node) =>
      ts.isVariableDeclaration(node) ? node.parent.parent : node,
    );
    const printed = nodes.map((node) =>
      printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()),
    );
    return { name: symbol.name, kind: kindOf(nodes[0]), text: await tidy(printed.join('\n')) };
  });
  return (await Promise.all(all)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(node: ts.Node | undefined): string {
  if (node === undefined) return 'unknown';
  if (ts.isInterfaceDeclaration(node)) return 'interface';
  if (ts.isTypeAliasDeclaration(node)) return 'type';
  if (ts.isClassDeclaration(node)) return 'class';
  return ts.isFunctionDeclaration(node) ? 'function' : 'const';
}

/** One form for all, without what a class keeps to itself. */
async function tidy(text: string): Promise<string> {
  const shared = text
    .split('\n')
    .filter((line) => !/^\s*(?:#private|private\s)/.test(line))
    .map((line) => line.replace(/^export (?:declare )?|^declare /, ''))
    .join('\n');
  return (await format(shared, { parser: 'typescript', printWidth: 110, singleQuote: true })).trim();
}
