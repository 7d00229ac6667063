import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repository } from './docs/dead-links.js';
import { packageFaults } from './packed-files.js';
import { root } from './test-files.js';

const folder = join(root, 'core');
const manifest = {
  repository: { type: 'git', url: `git+${repository}.git`, directory: 'core' },
  homepage: `${repository}/tree/main/core#readme`,
};
const needed = ['README.md', 'LICENSE', 'dist/index.js'];

test('a package with all that it needs has no fault', () => {
  assert.equal(packageFaults(folder, manifest, needed), []);
});

test('what is missing, leads nowhere or is of no use is told', () => {
  assert.equal(packageFaults(folder, manifest, []), ['README.md is not packed', 'LICENSE is not packed']);
  const strange = { ...manifest, repository: 'github:wiretax/wiretax', homepage: repository };
  assert.equal(
    packageFaults(folder, strange, needed).map((fault) => fault.split(' ', 3).join(' ')),
    ['repository is not', 'homepage is not'],
  );
  const more = [
    'dist/kernel/errors.js.map',
    'dist/kernel/errors.test.js',
    'dist/.tsbuildinfo',
    'templates/a.test.ts',
  ];
  assert.equal(packageFaults(folder, manifest, [...needed, ...more]), [
    'dist/kernel/errors.test.js is for us alone',
    'dist/.tsbuildinfo is for us alone',
    'dist/kernel/errors.js.map is packed without its sources',
  ]);
  assert.equal(
    packageFaults(folder, manifest, [...needed, 'dist/kernel/errors.js.map', 'src/kernel/errors.ts']),
    [],
  );
});

test.run();
