import type { Kind } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { foundPlugin } from './found-plugin.fixture.js';
import { withLaterKinds } from './later-kinds.js';

const used = (name: string, kinds: readonly Kind[] = []) => ({
  name,
  version: '1.0.0',
  entry: 'file:///x.js',
  dependencies: {},
  kinds,
});
const installed = [
  foundPlugin('ours', { origin: 'default', provides: { link: ['tcp'] } }),
  foundPlugin('direct', { origin: 'default', provides: { topology: ['direct'] } }),
  foundPlugin('theirs', { origin: 'installed', provides: { link: ['shm'] } }),
  foundPlugin('stack', { origin: 'default', provides: { transport: ['tcp'] } }),
];
const names = (...plugins: ReturnType<typeof used>[]) =>
  withLaterKinds(plugins, installed).map(({ name }) => name);

test('a run of before links and topologies came from plugins gets ours', () => {
  assert.equal(names(used('stack')), ['stack', 'ours', 'direct']);
});

test('a run that has a plugin with links keeps what it has, also if that is gone', () => {
  assert.equal(names(used('stack'), used('theirs')), ['stack', 'theirs', 'direct']);
  assert.equal(names(used('gone', ['link', 'topology'])), ['gone']);
});

test.run();
