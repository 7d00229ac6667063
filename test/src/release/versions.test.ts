import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFolders, root } from '../test-files.js';
import { type Versioned, versionFault, withRelease, withVersion } from './versions.js';

const manifestIn = (folder: string): Versioned =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Versioned;

test("every package has the root's version, and asks for others of ours by it", () => {
  const { version = '' } = manifestIn(root);
  const manifests = packageFolders().map(manifestIn);
  for (const manifest of manifests) assert.equal(withVersion(manifest, version), manifest, manifest.name);
  console.log(`${String(manifests.length)} packages of ${version}`);
});

test('a version goes to the package and to what it asks for of ours', () => {
  const manifest = {
    name: '@wiretax/plugin-x',
    version: '0.1.0',
    dependencies: { '@wiretax/charts': '0.1.0', vega: '6.2.0' },
    peerDependencies: { '@wiretax/core': '^0.1.0' },
  };
  assert.equal(withVersion(manifest, '0.2.0'), {
    ...manifest,
    version: '0.2.0',
    dependencies: { '@wiretax/charts': '0.2.0', vega: '6.2.0' },
    peerDependencies: { '@wiretax/core': '^0.2.0' },
  });
});

test('the next version is one, and comes after', () => {
  assert.is(versionFault('0.2.0', '0.1.0'), undefined);
  assert.is(versionFault('0.1.0', '0.1.0'), "0.1.0 doesn't come after 0.1.0");
  assert.is(versionFault('v1', '0.1.0'), 'v1 is no version such as 0.2.0');
  assert.is(versionFault('', '0.1.0'), 'nothing is no version such as 0.2.0');
});

test('what is unreleased stands under the version then', () => {
  const changelog = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n\n- First.\n';
  assert.is(
    withRelease(changelog, '0.2.0', '2026-12-01'),
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- New.\n\n## 0.1.0\n\n- First.\n',
  );
  assert.throws(
    () => withRelease('# Changelog\n\n## Unreleased\n\n## 0.1.0\n', '0.2.0', 'x'),
    /nothing under/,
  );
  assert.throws(() => withRelease('# Changelog\n', '0.2.0', 'x'), /nothing under/);
});

test.run();
