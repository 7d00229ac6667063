import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plugin } from '@wiretax/core';
import type { LoadedPlugin } from '@wiretax/core/run';
import { ProblemList } from '../read/problem-list.js';
import { foundPlugin } from '../plugins/found-plugin.fixture.js';
import { resolveSettings } from './settings.js';

function loaded(name: string, settings?: Plugin['settings']): LoadedPlugin {
  const plugin = {
    name,
    api: 2 as const,
    apply: () => undefined,
    ...(settings === undefined ? {} : { settings }),
  };
  return { plugin, version: '1', entry: 'file:///x', dependencies: {} };
}

const pin = loaded('@wiretax/plugin-pin', {
  type: 'object',
  properties: {
    nice: { type: 'integer' },
    cpus: { type: 'object', properties: { server: { type: 'string' } }, additionalProperties: false },
  },
  additionalProperties: false,
});

function resolve(settings: Readonly<Record<string, unknown>>) {
  const problems = new ProblemList();
  const resolved = resolveSettings(
    settings,
    [pin, loaded('wiretax-plugin-udp')],
    [
      foundPlugin('@wiretax/plugin-tcp', {}),
      { ...foundPlugin('@wiretax/plugin-pin', {}), replaces: ['@wiretax/plugin-cpus'] },
    ],
    { environment: {}, folderOf: () => '/study' },
    problems,
  );
  return { resolved, problems: problems.problems };
}

test('short and full names mean the same plugin', () => {
  assert.equal(resolve({ pin: { nice: 1 } }).resolved, { '@wiretax/plugin-pin': { nice: 1 } });
  assert.equal(resolve({ '@wiretax/plugin-pin': { nice: 1 } }).resolved, {
    '@wiretax/plugin-pin': { nice: 1 },
  });
});

test("settings are checked against the plugin's schema", () => {
  const { problems, resolved } = resolve({ pin: { nce: 1 } });
  assert.is(problems[0]?.path, 'settings.pin.nce');
  assert.is(problems[0]?.nearest, 'nice');
  assert.equal(resolved, {});
});

test('settings of a replaced plugin are those under its name in its successor', () => {
  const cpus = { server: '0' };
  assert.equal(resolve({ cpus, pin: { nice: 1 } }).resolved, { '@wiretax/plugin-pin': { nice: 1, cpus } });
  assert.equal(resolve({ '@wiretax/plugin-cpus': cpus }).resolved, { '@wiretax/plugin-pin': { cpus } });
  assert.is(resolve({ cpus: { sever: '0' } }).problems[0]?.path, 'settings.cpus.sever');
  const twice = resolve({ pin: { cpus }, cpus: { server: '1' } });
  assert.match(twice.problems[0]?.message ?? '', 'stands under settings.pin.cpus, too');
});

test('a plugin without a schema takes none, and no plugin of that name is refused', () => {
  assert.match(resolve({ udp: { x: 1 } }).problems[0]?.message ?? '', /takes no settings/);
  assert.is(resolve({ pn: {} }).problems[0]?.nearest, 'pin');
});

test('settings of a plugin that this run does not need are passed over', () => {
  assert.equal(resolve({ tcp: { anything: 1 } }), { resolved: {}, problems: [] });
});

test.run();
