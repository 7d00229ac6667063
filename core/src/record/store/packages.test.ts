import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PluginVersion } from '../../contract/manifest.js';
import { sampleManifest } from '../../testing/sample-manifest.js';
import { packagesOf } from './packages.js';

function kindsIn(...plugins: readonly Partial<PluginVersion>[]): readonly unknown[] {
  const whole = plugins.map((each) => ({
    name: '',
    version: '1',
    entry: 'file:///x.js',
    dependencies: {},
    ...each,
  }));
  return packagesOf(sampleManifest({}, { plugins: whole })).map(({ kinds }) => kinds);
}

test('plugins say what they bring', () => {
  assert.equal(
    kindsIn({ name: 'udp', kinds: ['codec', 'transport'] }, { name: '@wiretax/plugin-tcp', kinds: [] }),
    [['codec', 'transport'], []],
  );
});

test('those of runs that do not tell bring what they are named after', () => {
  const names = [
    '@wiretax/plugin-tcp',
    'tcp',
    '@wiretax/plugin-null',
    '@wiretax/plugin-protobuf',
    '@wiretax/plugin-closed',
    'wiretax-plugin-mtcp',
    '@wiretax/plugin-pin',
  ];
  assert.equal(kindsIn(...names.map((name) => ({ name }))), [
    ['transport'],
    ['transport'],
    ['transport'],
    ['codec'],
    ['load'],
    [],
    [],
  ]);
});

test.run();
