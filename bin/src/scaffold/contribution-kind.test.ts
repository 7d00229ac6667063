import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError, kinds } from '@wiretax/core';
import { defaultPlugins } from '@wiretax/config/plugins/default-plugins.js';
import PluginNew from '../commands/plugin/new.js';
import { contributionKind, requireFree } from './contribution-kind.js';

test('kinds are known by their names', () => {
  for (const kind of kinds) assert.is(contributionKind(kind), kind);
});

test('help names all of them', () => {
  const [, named = ''] = /^KIND is what it contributes: ([^.]*)\./.exec(PluginNew.description) ?? [];
  assert.equal(named.split(/, | or /), kinds);
});

for (const [given, advice] of [
  ['transprot', /no kind "transprot"; did you mean transport\?$/],
  ['flows', /did you mean flow\?$/],
  ['Codec', /did you mean codec\?$/],
  [
    'plugin',
    /no kind "plugin"; choose one of transport, link, codec, flow, load, topology, launcher, collector, analysis, reporter$/,
  ],
] as const) {
  test(`${given} is no kind`, () => {
    assert.throws(
      () => contributionKind(given),
      (error: unknown) =>
        error instanceof InputError && error.code === 'E_UNKNOWN_KIND' && advice.test(error.message),
    );
  });
}

test('a name that comes with wiretax is taken, for its kind only', () => {
  const plugins = defaultPlugins();
  assert.throws(() => {
    requireFree('transport', 'tcp', plugins);
  }, /transport tcp is provided by @wiretax\/plugin-tcp already/);
  requireFree('codec', 'tcp', plugins);
});

test.run();
