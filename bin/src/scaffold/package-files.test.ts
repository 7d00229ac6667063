import { createRequire } from 'node:module';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '@wiretax/core';
import { readPluginPackage } from '@wiretax/config/plugins/package-manifest.js';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { packageFiles } from './package-files.js';
import { pluginNames } from './plugin-names.js';

const { version } = createRequire(import.meta.url)('@wiretax/core/package.json') as { version: string };

for (const kind of kinds) {
  const files = packageFiles(kind, pluginNames('@acme/wiretax-plugin-sample'), version);

  test(`a ${kind} has every file of a package, and no placeholder is left`, () => {
    for (const path of [
      '.gitignore',
      'README.md',
      'package.json',
      'study.yaml',
      'tsconfig.json',
      'src/index.ts',
      `src/${kind}.ts`,
      'src/conformance.test.ts',
    ]) {
      assert.ok(files.has(path), path);
    }
    const tests = [...files.keys()].filter((path) => path.endsWith('.test.ts'));
    assert.ok(tests.length >= 2, 'the kit, and a test of its own');
    for (const [path, text] of files) {
      assert.not.match(path, /[{}\\]|(^|\/)_/);
      assert.not.match(text, /\{\{|\}\}/, path);
      assert.match(text, /[^\n]\n$/, path);
    }
  });

  test(`a ${kind} describes itself as wiretax reads it`, async () => {
    const manifest = JSON.parse(files.get('package.json') ?? '') as Record<string, unknown>;
    await inFolder({ 'package.json': manifest, 'dist/index.js': '' }, (folder) => {
      const { name, version, provides, broken, remarks } = readPluginPackage(folder, 'linked', 'it');
      assert.equal(
        { name, version, provides, broken, remarks },
        {
          name: '@acme/wiretax-plugin-sample',
          version: '0.1.0',
          provides: { [kind]: ['sample'] },
          broken: undefined,
          remarks: undefined,
        },
      );
    });
    assert.equal(manifest['peerDependencies'], { '@wiretax/core': `^${version}` });
    assert.equal(Object.keys(manifest['devDependencies'] as object), [
      '@types/node',
      '@wiretax/conformance',
      '@wiretax/core',
      'typescript',
    ]);
  });

  test(`a ${kind} goes by its name in code, configs and its README`, () => {
    assert.match(files.get('src/index.ts') ?? '', `.add('sample', ${kind})`);
    assert.match(files.get('src/index.ts') ?? '', "name: '@acme/wiretax-plugin-sample'");
    assert.match(files.get('src/conformance.test.ts') ?? '', `@wiretax/conformance/${kind}`);
    assert.match(files.get('study.yaml') ?? '', /plugins: \[\.\]/);
    assert.match(files.get('README.md') ?? '', /^# @acme\/wiretax-plugin-sample\n[^]*\n## Develop\n/);
  });
}

test.run();
