import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError, WiretaxError } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { readFlags, type RunFlags } from '../read/overrides.js';
import { loadStudy } from './study.js';
import type { Study } from './study-options.js';

/** As the command line does it. */
function prepare(cwd: string, argument: string, flags: RunFlags = {}): Promise<Study> {
  const { config: overrides, flagOf: overrideNames } = readFlags(flags);
  return loadStudy(argument, {
    cwd,
    overrides,
    overrideNames,
    allow: ['modules', 'plugins', 'node-flags'],
    dataDir: '/nowhere',
  });
}

async function refusal(
  files: Readonly<Record<string, unknown>>,
  flags: RunFlags = {},
): Promise<WiretaxError> {
  let refused: unknown;
  await inFolder(files, async (folder) => {
    await prepare(folder, 'study.yaml', flags).catch((error: unknown) => {
      refused = error;
    });
  });
  if (refused instanceof WiretaxError) return refused;
  throw new Error('it was accepted', { cause: refused });
}

test('a preset with the default plugins is ready to run', async () => {
  await inFolder({}, async (folder) => {
    const { experiment, kernel } = await prepare(folder, 'grid');
    assert.is(planCells(experiment).length, 27);
    assert.is(experiment.name, 'grid');
    assert.ok(kernel.transports.get('null'), 'the ceiling needs null');
    assert.is(kernel.flows.get('semaphore'), undefined, 'what is not needed is not imported');
  });
});

test('flags override the config', async () => {
  await inFolder({}, async (folder) => {
    const flags = { transport: ['tcp,null'], size: ['1KiB'], concurrency: ['3'], requests: '10', reps: '2' };
    const { experiment } = await prepare(folder, 'smoke', flags);
    assert.equal(
      planCells(experiment).map(({ id }) => id),
      ['tcp.1KiB.c3', 'null.1KiB.c3.memory'],
    );
    assert.equal(experiment.stop, { requests: 10 });
    assert.is(experiment.repetitions, 2);
  });
});

test('a bare file next to the config brings what it likes, and settings reach it', async () => {
  const files = {
    'study.yaml': 'extends: smoke\nplugins: ./mine.mjs\nflow: mine\nsettings: {mine: {x: 1}}',
    'mine.mjs': `export default { name: 'mine', api: 2, settings: { type: 'object' }, apply(bench) {
      if (bench.settings.x !== 1) throw new Error('no settings');
      bench.flows.add('mine', { around: (call) => call });
    } };`,
  };
  await inFolder(files, async (folder) => {
    const { experiment, kernel } = await prepare(folder, 'study.yaml');
    assert.ok(kernel.flows.get('mine'));
    assert.equal(experiment.settings, { mine: { x: 1 } });
  });
});

test('everything that is wrong is reported at once, each with its place', async () => {
  const config = `
extends: ./base.yaml
trnsport: tcp
transport: [tcp, grcp, {use: grpc, chanels: 4}]
concurrency: [1, 0, 10000000]
settings: {pin: {srver: 1}}
`;
  const error = await refusal({ 'study.yaml': config, 'base.yaml': 'size: 64XB' }, { flow: ['semaphor'] });
  assert.instance(error, InputError);
  assert.is(error.exitCode, 2);
  const places = error.problems.map(({ path, nearest }) =>
    `${path.replace(/\(in .*\//, '(in ')} ${nearest ?? ''}`.trim(),
  );
  assert.equal([...places].sort(), [
    '--flow semaphore',
    'concurrency[1]',
    'concurrency[2]',
    'settings.pin.srver server',
    'size (in base.yaml)',
    'transport[1] grpc',
    'transport[2].chanels channels',
    'trnsport transport',
  ]);
});

for (const [what, code, text] of [
  ['throws in apply', 'E_PLUGIN', `{ name: 'mine', api: 2, apply() { throw new Error('boom'); } }`],
  ['is for another api', 'E_PLUGIN_API', `{ name: 'mine', api: 3, apply() {} }`],
  ['has the name of another', 'E_DUPLICATE_PLUGIN', `{ name: '@wiretax/plugin-tcp', api: 2, apply() {} }`],
  [
    'adds a name that is taken',
    'E_DUPLICATE_NAME',
    `{ name: 'mine', api: 2, apply(bench) { bench.transports.add('tcp', {}); } }`,
  ],
] as const) {
  test(`a plugin that ${what} is refused by name, and nothing runs`, async () => {
    const files = {
      'study.yaml': 'transport: tcp\nplugins: [./mine.mjs]',
      'mine.mjs': `export default ${text};`,
    };
    const error = await refusal(files);
    assert.is(error.code, code);
    assert.is(error.exitCode, 2);
    assert.match(error.message, /mine|@wiretax\/plugin-tcp/);
  });
}

test('a plugin that fails is told beside the problems of the config', async () => {
  const error = await refusal({
    'study.yaml': 'plugins: ./mine.mjs\nsize: 1',
    'mine.mjs': 'throw new Error("boom")',
  });
  assert.is(error.code, 'E_CONFIG');
  assert.is(error.problems.length, 2);
  assert.match(error.problems[1]?.message ?? '', /boom/);
});

test('a study that is too large is refused with what to shorten', async () => {
  const count = (most: number): string =>
    Array.from({ length: most }, (_, index) => String(index + 1)).join();
  const sizes = Array.from({ length: 1000 }, (_, index) => `${String(index + 1)}B`).join();
  for (const [text, path, message] of [
    [`size: [${sizes}]\nconcurrency: [${count(500)}]`, 'size', '500,000 cells; 10,000 are the most'],
    [`concurrency: [${count(1999)}]\nrepetitions: 100`, 'repetitions', '199,900 trials'],
    ['repetitions: 5000000', 'repetitions', "isn't a whole number from 1 to 10000"],
  ] as const) {
    const { problems } = await refusal({ 'study.yaml': text });
    assert.is(problems[0]?.path, path);
    assert.match(problems[0]?.message ?? '', message);
    assert.is(problems.length, 1);
  }
});

test('a threshold about no cell is named where it is written, also after one that is wrong', async () => {
  const { problems } = await refusal({ 'study.yaml': 'thresholds: [5, p99 < 5ms on xx.*]' });
  assert.equal(
    problems.map(({ path }) => path),
    ['thresholds[0]', 'thresholds[1]'],
  );
});

test('names of JavaScript are no names of plugins, figures or keys', async () => {
  const text = `{"transport": {"use": "constructor"}, "codec": "toString", "flow": "__proto__",
    "settings": {"constructor": {"a": 1}, "__proto__": {"b": 1}}, "thresholds": ["constructor < 5ms"],
    "collectors": ["hasOwnProperty"], "reporters": ["valueOf"], "load": "isPrototypeOf", "constructor": 1}`;
  assert.is((await refusal({ 'study.yaml': text })).problems.length, 10);
});

test('an exclude that covers everything is refused', async () => {
  const error = await refusal({ 'study.yaml': 'exclude: [{transport: tcp}]' });
  assert.is(error.code, 'E_NO_CELLS');
});

test.run();
