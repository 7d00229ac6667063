import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Mention } from '../read/located.js';
import { ProblemList } from '../read/problem-list.js';
import { foundPlugin } from './found-plugin.fixture.js';
import type { FoundPlugin } from './found-plugin.js';
import { selectPlugins } from './selection.js';

function mention(name: string, rest: Partial<Mention> = {}): Mention {
  return { kind: 'transport', name, options: {}, label: name, path: 'transport', excluded: false, ...rest };
}

function select(plugins: readonly FoundPlugin[], mentions: readonly Mention[]) {
  const problems = new ProblemList();
  const selected = selectPlugins(plugins, mentions, problems);
  return { names: selected.map(({ name }) => name), problems: problems.problems };
}

const tcp = foundPlugin('tcp-plugin', { provides: { transport: ['tcp'] } });
const rest = foundPlugin('rest-plugin', { provides: { transport: ['rest'] } });

test('only what is named is imported, and what taps or analyses', () => {
  const plugins = [
    tcp,
    rest,
    foundPlugin('pin', { hooks: ['pin'] }),
    foundPlugin('knee', { provides: { analysis: ['knee'] } }),
    foundPlugin('named', { origin: 'config' }),
    foundPlugin('broken-pin', { hooks: ['pin'], broken: 'it is' }),
  ];
  const { names, problems } = select(plugins, [mention('tcp'), mention('rest', { excluded: true })]);
  assert.equal(names, ['tcp-plugin', 'pin', 'knee', 'named']);
  assert.equal(problems, []);
});

test('a name of two plugins is refused, naming both, once', () => {
  const other = foundPlugin('other', { provides: { transport: ['tcp'] }, origin: 'installed' });
  const { problems } = select(
    [tcp, other],
    [mention('tcp'), mention('tcp', { path: 'include[0].transport' })],
  );
  assert.equal(problems.length, 1);
  assert.match(problems[0]?.message ?? '', /tcp-plugin \(default\) and other \(installed\)/);
});

test('a name that only a broken plugin provides is refused with the reason', () => {
  const broken: FoundPlugin = { ...tcp, broken: 'it was made for plugin api 9' };
  const { names, problems } = select([broken], [mention('tcp')]);
  assert.equal(names, []);
  assert.match(problems[0]?.message ?? '', /tcp-plugin.*plugin api 9/);
});

test('a broken plugin does not stand in the way of another that works', () => {
  const broken: FoundPlugin = { ...tcp, name: 'old', broken: 'it is' };
  const { names, problems } = select([broken, tcp], [mention('tcp')]);
  assert.equal(names, ['tcp-plugin']);
  assert.equal(problems, []);
});

test.run();
