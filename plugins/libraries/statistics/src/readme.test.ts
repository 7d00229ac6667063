import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as library from './index.js';
import * as statements from './statements.js';
import * as synthetic from './synthetic.js';

test('the README lists what is exported, and nothing else', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, ...tables] = readme.split('| export | what it gives |');
  const listed = tables.map((table) => {
    const rows = table.split('\n\n')[0]?.split('\n').slice(2) ?? [];
    return rows.flatMap((row) => {
      const [, names = ''] = row.split(' | ')[0]?.split('| ') ?? [];
      return [...names.matchAll(/`(\w+)/g)].flatMap(([, name]) => name ?? []);
    });
  });
  assert.equal(
    listed.map((names) => names.toSorted()),
    [library, statements, synthetic].map((exports) => Object.keys(exports).toSorted()),
  );
});

test.run();
