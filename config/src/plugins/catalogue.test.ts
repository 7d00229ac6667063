import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clashes, configuredIn, mostExplicit, namesOf } from './catalogue.js';
import { foundPlugin } from './found-plugin.fixture.js';

test('of one package the one that was asked for more explicitly counts', () => {
  const plugins = [
    foundPlugin('a', { entry: '/default' }),
    foundPlugin('b', { entry: '/default-b' }),
    foundPlugin('a', { entry: '/installed', origin: 'installed' }),
    foundPlugin('a', { entry: '/config', origin: 'config' }),
  ];
  assert.equal(
    mostExplicit(plugins).map(({ entry }) => entry),
    ['/default-b', '/config'],
  );
});

test('two that are equally asked for are both kept, for the kernel to refuse', () => {
  const plugins = [
    foundPlugin('a', { entry: '/one', origin: 'config' }),
    foundPlugin('a', { entry: '/two', origin: 'config' }),
    foundPlugin('a', { entry: '/two', origin: 'config' }),
  ];
  assert.is(mostExplicit(plugins).length, 2);
});

test('a name that two usable plugins provide is a clash', () => {
  const tcp = { transport: ['tcp'] };
  const plugins = [
    foundPlugin('a', { provides: tcp }),
    foundPlugin('b', { provides: { ...tcp, codec: ['json'] } }),
    foundPlugin('c', { provides: { codec: ['json'] }, broken: 'it is' }),
  ];
  assert.equal(
    clashes(plugins).map(({ kind, name, plugins: owners }) => [
      kind,
      name,
      owners.map((owner) => owner.name),
    ]),
    [['transport', 'tcp', ['a', 'b']]],
  );
  assert.equal(namesOf(plugins, 'codec'), ['json']);
});

test('plugins are looked for from the file that names them', () => {
  const source = { path: '/study/a.yaml', origins: new Map([['plugins', '/shared/base.yaml']]) };
  assert.equal(configuredIn({ plugins: ['x', 5] }, source), { specifiers: ['x'], folder: '/shared' });
  assert.equal(configuredIn({ plugins: './y.mjs' }, { ...source, origins: new Map() }), {
    specifiers: ['./y.mjs'],
    folder: '/study',
  });
  assert.equal(configuredIn({}, source).specifiers, []);
});

test.run();
