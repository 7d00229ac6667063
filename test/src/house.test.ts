import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { allAxes, errorTable, kinds, phases } from '@wiretax/core';
import ts from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { analysisNames, namedAnalyses } from './named-analyses.js';
import { packageFolders, root } from './test-files.js';
import { listsWith } from './written-lists.js';

// The laws of the house, read from what files import, `import()` too.

/** What each source file imports, by its path from the root. */
const imports: ReadonlyMap<string, readonly string[]> = new Map(
  packageFolders().flatMap((folder) =>
    sourcesOf(folder).map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
      return [relative(root, file), importedFiles.map(({ fileName }) => fileName)] as const;
    }),
  ),
);

function sourcesOf(folder: string): readonly string[] {
  try {
    const names = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' });
    const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
    return sources.map((name) => join(folder, 'src', name));
  } catch {
    return [];
  }
}

/** The files of the same package that a file imports. */
function neighbours(file: string): readonly string[] {
  return (imports.get(file) ?? [])
    .filter((name) => name.startsWith('.'))
    .map((name) => join(dirname(file), name.replace(/\.js$/, '.ts')))
    .filter((other) => imports.has(other));
}

test('no circle of files', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const begun = path.indexOf(file);
    if (begun >= 0) circles.push([...path.slice(begun), file].join(' → '));
    if (begun >= 0 || done.has(file)) return;
    for (const other of neighbours(file)) visit(other, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  console.log(`${String(imports.size)} files`);
  assert.equal(circles, []);
});

test('contracts rest on contracts alone', () => {
  const contracts = [...imports.keys()].filter((file) => file.startsWith('core/src/contract/'));
  const below = contracts.flatMap((file) => imports.get(file) ?? []);
  console.log(`${String(contracts.length)} contracts`);
  assert.equal(
    below.filter((name) => !/^\.\/[\w-]+\.js$/.test(name)),
    [],
  );
});

test('core has four floors, and none knows what is above it', () => {
  const floors = ['contract', 'kernel', 'record', 'trial'];
  const floorOf = (file: string): number => floors.indexOf(file.split('/')[2] ?? '');
  const files = [...imports.keys()].filter(
    (file) => file.startsWith('core/src/') && !file.includes('.test.'),
  );
  const up = files.flatMap((file) =>
    neighbours(file)
      .filter((other) => floorOf(file) >= 0 && floorOf(other) > floorOf(file))
      .map((other) => `${file} → ${other}`),
  );
  const counts = floors.map(
    (floor, index) => `${floor} ${String(files.filter((file) => floorOf(file) === index).length)}`,
  );
  console.log(`files: ${counts.join(', ')}`);
  assert.equal(up, []);
});

/** What is said of each kind and of each phase in a second place; the compiler asks for all of them there. */
const keyed = ['core/src/kernel/contribution-shape.ts kind', 'core/src/kernel/lifecycle.ts phase'];

test('an axis, a kind, a phase is written down once', () => {
  const fields = allAxes().map(({ field }) => field);
  const tables: readonly (readonly [name: string, words: readonly string[]])[] = [
    ['axis', fields],
    ['kind', kinds],
    ['phase', phases],
  ];
  console.log(tables.map(([name, words]) => `${name}: ${String(words.length)}`).join(', '));
  const files = [...imports.keys()].filter(
    (file) => !/^core\/src\/contract\/|^core\/src\/testing\/|^test\/|\.test\.|\.fixture\./.test(file),
  );
  const lists = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return tables.flatMap(([name, words]) =>
      listsWith(text, new Set<string>(words), words.length - 2).map(() => `${file} ${name}`),
    );
  });
  assert.equal(lists.sort(), keyed);
});

test('no plugin reaches another, and core and libraries know none', () => {
  const reaching = [...imports].flatMap(([file, names]) => {
    const [top] = file.split('/');
    if (file.includes('.test.') || (top !== 'plugins' && top !== 'core')) return [];
    return names.filter((name) => /^@wiretax\/(plugin|command)-/.test(name)).map((name) => `${file} ${name}`);
  });
  console.log(`${String(reaching.length)} doors between plugins`);
  assert.equal(reaching, []);
});

test('flame graphs know no plugin by its name', () => {
  const files = [...imports.keys()].filter(
    (file) => file.startsWith('plugins/libraries/flame/src/') && !file.includes('.test.'),
  );
  const kindFolders = packageFolders()
    .map((folder) => relative(root, folder).split(sep))
    .flatMap(([top, kind = '']) => (top === 'plugins' && kind !== 'libraries' ? [kind] : []));
  const naming = new RegExp(String.raw`\b(plugins?|${[...new Set(kindFolders)].join('|')})[-/{]+[\w{]`);
  console.log(`${String(files.length)} files`);
  assert.equal(
    files.flatMap((file) => naming.exec(readFileSync(join(root, file), 'utf8'))?.[0] ?? []),
    [],
  );
});

/** Words that are the name of an analysis, too: the launches of a row, what a gate answers. */
const words = ['launches', 'answer'];

test('reporters, libraries and queries know no analysis by its name or its ids', () => {
  const names = analysisNames().filter((name) => !words.includes(name));
  const files = [...imports.keys()].filter(
    (file) => /^plugins\/(?:reporters|libraries|commands)\//.test(file) && !file.includes('.test.'),
  );
  const named = files.flatMap((file) => {
    // A command may say its own name.
    const others = names.filter((name) => !file.startsWith(`plugins/commands/${name}/`));
    return namedAnalyses(file, others).map((name) => `${file} ${name}`);
  });
  console.log(`${String(names.length)} analyses, ${String(files.length)} files`);
  assert.equal(named, []);
});

test('every error code that is written is one of the table, and each is thrown somewhere', () => {
  const known = Object.keys(errorTable);
  const isPartOfTable = (file: string): boolean => /^core\/src\/contract\/\w+-errors\.ts$/.test(file);
  const files = [...imports.keys(), 'bin/run.js'].filter((file) => !isPartOfTable(file));
  const written = files.flatMap((file) => {
    const codes = readFileSync(join(root, file), 'utf8').match(/\bE_[A-Z_]+\b/g) ?? [];
    return codes.map((code) => ({ file, code }));
  });
  console.log(`${String(known.length)} error codes`);
  assert.equal(
    written.filter(({ code }) => !known.includes(code)).map(({ file, code }) => `${file} ${code}`),
    [],
  );
  const thrown = new Set(written.filter(({ file }) => !file.includes('.test.')).map(({ code }) => code));
  assert.equal(
    known.filter((code) => !thrown.has(code)),
    [],
  );
});

test.run();
