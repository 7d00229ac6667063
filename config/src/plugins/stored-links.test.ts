import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { foundPlugin } from './found-plugin.fixture.js';
import { withLinks } from './stored-links.js';

const used = (name: string, kinds: readonly 'link'[] = []) => ({
  name,
  version: '1.0.0',
  entry: 'file:///x.js',
  dependencies: {},
  kinds,
});
const installed = [
  foundPlugin('ours', { origin: 'default', provides: { link: ['tcp'] } }),
  foundPlugin('theirs', { origin: 'installed', provides: { link: ['shm'] } }),
  foundPlugin('stack', { origin: 'default', provides: { transport: ['tcp'] } }),
];
const names = (...plugins: ReturnType<typeof used>[]) =>
  withLinks(plugins, installed).map(({ name }) => name);

test('a run of before links came from plugins gets ours', () => {
  assert.equal(names(used('stack')), ['stack', 'ours']);
});

test('a run that has a plugin with links keeps what it has, also if that is gone', () => {
  assert.equal(names(used('stack'), used('theirs')), ['stack', 'theirs']);
  assert.equal(names(used('gone', ['link'])), ['gone']);
});

test.run();
