import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { definePlugin, type FlowControl, type Plugin, WiretaxError } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';
import { presetFiles } from '../read/presets.js';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { loadStudy } from './study.js';
import type { StudyOptions } from './study-options.js';

const flow: FlowControl = { around: (call) => call };
const brake = definePlugin({ name: 'brake', api: 2, apply: ({ flows }) => flows.add('brake', flow) });
const text = `export default { name: 'brake', api: 2, apply: ({ flows }) => flows.add('brake', { around: (call) => call }) };`;

/** Places of all that is wrong, and what is said there. */
async function refusal(
  what: string | Record<string, unknown>,
  options: StudyOptions = {},
): Promise<{ readonly code: string; readonly said: readonly string[] }> {
  try {
    await loadStudy(what, options);
  } catch (error) {
    if (!(error instanceof WiretaxError)) throw error;
    return { code: error.code, said: error.problems.map(({ path, message }) => `${path}: ${message}`) };
  }
  throw new Error('it was accepted');
}

test('every preset can be run without that anything is allowed', async () => {
  for (const name of presetFiles().keys()) {
    const { experiment, subject, wiretax } = await loadStudy(name);
    assert.ok(planCells(experiment).length > 0, name);
    assert.is(subject, `preset ${name}`);
    assert.match(wiretax, /^\d+\.\d+\.\d+/);
  }
});

test('an object is a config of the folder; keys without a value are none', async () => {
  await inFolder({ 'base.yaml': 'size: 4KiB\nduration: 1s' }, async (cwd) => {
    const config = { extends: './base.yaml', transport: 'tcp', seed: undefined, concurrency: [1, 2] };
    const { experiment } = await loadStudy(config, { cwd, overrides: { concurrency: [3], requests: 10 } });
    assert.equal(
      planCells(experiment).map(({ id }) => id),
      ['tcp.4KiB.c3'],
    );
    assert.is(experiment.seed, 1);
    assert.equal(experiment.stop, { requests: 10 });
  });
});

test('without a name it is the config of the project', async () => {
  await inFolder({ 'package.json': {}, 'wiretax.config.yaml': 'name: ours' }, async (cwd) => {
    assert.is((await loadStudy(undefined, { cwd })).experiment.name, 'ours');
    assert.is((await loadStudy(undefined, { cwd, search: false })).experiment.name, 'quick');
  });
});

test('what a config may not have executed is not, and said with all else', async () => {
  const files = { 'own.mjs': 'globalThis.ranOwn = true;', 'study.mjs': 'globalThis.ranStudy = true;' };
  await inFolder(files, async (cwd) => {
    const config = { plugins: './own.mjs', node: '--import=./own.mjs', size: '64XB' };
    const { code, said } = await refusal(config, { cwd });
    assert.is(code, 'E_CONFIG');
    assert.equal(said.map((each) => each.split(':')[0]).sort(), ['node', 'plugins', 'size']);
    assert.ok(said.some((each) => each.includes("allow: ['node-flags']")));
    for (const what of ['study.mjs', { extends: './study.mjs' }])
      assert.is((await refusal(what, { cwd })).code, 'E_CONFIG_MODULE');
    assert.equal(
      ['ranOwn', 'ranStudy'].filter((name) => name in globalThis),
      [],
    );
  });
});

test('a given plugin is part of the study: as an object, with its module, or by path', async () => {
  const reporter = definePlugin({
    name: 'mine',
    api: 2,
    apply: ({ reporters }) => reporters.add('mine', { report: () => undefined }),
  });
  const { kernel } = await loadStudy('smoke', { plugins: [reporter], overrides: { reporters: ['mine'] } });
  assert.ok(kernel.reporters.get('mine'));
  await inFolder({ 'brake.mjs': text }, async (cwd) => {
    const entry = pathToFileURL(join(cwd, 'brake.mjs')).href;
    const { default: plugin } = (await import(entry)) as { default: Plugin };
    for (const given of ['./brake.mjs', { plugin, entry }, { plugin, entry: new URL(entry) }]) {
      const study = await loadStudy('smoke', { cwd, plugins: [given], overrides: { flow: 'brake' } });
      assert.is(study.kernel.plugins.find((each) => each.plugin.name === 'brake')?.entry, entry);
    }
  });
});

test('one that peers need is refused without its module, whatever else is fine', async () => {
  const { said } = await refusal('smoke', { plugins: [brake], overrides: { flow: ['none', 'brake'] } });
  const what = 'flow brake of brake works in peers, which must import it';
  assert.equal(said, [
    `overrides.flow[1]: ${what}; give it as { plugin, entry }, where entry is the address of its module`,
  ]);
  await loadStudy('smoke', { plugins: [brake] });
});

test('what is no plugin, no module of it, or the program itself is refused', async () => {
  await inFolder({ 'brake.mjs': text }, async (cwd) => {
    const entry = pathToFileURL(join(cwd, 'brake.mjs')).href;
    const program = pathToFileURL(process.argv[1] ?? '').href;
    const wrong = [3 as unknown as string, { name: 'x' } as Plugin];
    for (const [given, says] of [
      [{ plugin: brake, entry }, /^options\.plugins\[0\]: it isn't the default export of .*brake\.mjs$/],
      [{ plugin: brake, entry: program }, /^options\.plugins\[0\]: its entry is the program itself/],
      [
        { plugin: brake, entry: 'data:text/javascript,' },
        /^options\.plugins\[0\]: its entry isn't the address/,
      ],
      [wrong[0] ?? '', /^options\.plugins\[0\]: it is 3$/],
      [wrong[1] ?? '', /^options\.plugins\[0\]: it has no apply function$/],
    ] as const) {
      const { code, said } = await refusal('smoke', { cwd, plugins: [given] });
      assert.is(code, 'E_PLUGIN_SHAPE');
      assert.match(said[0] ?? '', says);
    }
  });
});

test.run();
