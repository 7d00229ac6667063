import { definePlugin } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { strayErrorText } from './stray-error.js';

const plugins = ['file:///a/dist/index.js', 'file:///a/dist/b/index.js', 'file:///c.mjs'].map((entry) => ({
  plugin: definePlugin({ name: entry.slice(8), api: 2, apply: () => undefined }),
  version: '1.0.0',
  entry,
  dependencies: {},
}));

function thrownAt(place: string): Error {
  const error = new Error('out of luck');
  error.stack = `Error: out of luck\n    at late (${place}:1:2)`;
  return error;
}

for (const [place, name] of [
  ['file:///a/dist/index.js', 'a/dist/index.js'],
  ['file:///a/dist/b/deep/er.js', 'a/dist/b/index.js'],
  ['file:///a/dist/other.js', 'a/dist/index.js'],
  ['file:///c.mjs', 'c.mjs'],
] as const) {
  test(`an error from ${place} is that of ${name}`, () => {
    assert.is(
      strayErrorText(thrownAt(place), plugins),
      `plugin ${name} threw where nobody catches it: out of luck`,
    );
  });
}

test('what has no stack is nobody in particular', () => {
  assert.is(
    strayErrorText(undefined, plugins),
    'something, likely a plugin, threw where nobody catches it: it gave no reason',
  );
});

test.run();
