import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError, type Problem } from '@wiretax/core';
import { inFolder } from './temporary-folder.fixture.js';
import { locateConfig as locate, type ConfigSource } from './source.js';

const told: string[] = [];

function locateConfig(argument: string | undefined, folder: string, search = true): Promise<ConfigSource> {
  told.length = 0;
  return locate({ what: argument, folder, search, tell: (text) => told.push(text), modules: 'execute' });
}

async function refusal(argument: string | undefined, folder: string): Promise<InputError> {
  try {
    await locateConfig(argument, folder);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

test('a preset by name, without a file', async () => {
  await inFolder({}, async (folder) => {
    const source = await locateConfig('smoke', folder);
    assert.is(source.defaultName, 'smoke');
    assert.equal(told, []);
    assert.equal(source.config['repetitions'], 1);
  });
});

test('nothing asked for: the config of the project, or else quick', async () => {
  await inFolder({ 'package.json': {} }, async (folder) => {
    const source = await locateConfig(undefined, folder);
    assert.is(source.subject, 'preset quick');
    assert.equal(told, ['No config file found; running preset quick.']);
  });
  await inFolder({ 'package.json': {}, 'wiretax.config.json': { seed: 3 }, 'sub/x': '' }, async (folder) => {
    const source = await locateConfig(undefined, join(folder, 'sub'));
    assert.equal(source.config, { seed: 3 });
    assert.is(told.length, 1);
    assert.match(told[0] ?? '', /^Running .*wiretax\.config\.json\.$/);
    const without = await locateConfig(undefined, folder, false);
    assert.is(without.subject, 'preset quick');
    assert.equal(told, ['Running preset quick.']);
  });
});

test('a byte order mark and a merge that was not finished', async () => {
  const torn = '{\n<<<<<<< HEAD\n"seed": 3\n=======\n"seed": 4\n>>>>>>> other\n}';
  const files = {
    'a.json': '\uFEFF{"seed": 3}',
    'b.yaml': '\uFEFFseed: 3',
    'c.json': torn,
    'd.yaml': torn.replaceAll(/[{}"]/g, ''),
    'e/package.json': torn,
  };
  await inFolder(files, async (folder) => {
    for (const file of ['a.json', 'b.yaml'])
      assert.equal((await locateConfig(file, folder)).config, { seed: 3 });
    for (const file of ['c.json', 'd.yaml'])
      assert.match((await refusal(file, folder)).message, /can't be read as a config: line \d is git's mark/);
    assert.match(
      (await refusal(undefined, join(folder, 'e'))).message,
      /package\.json.*line 2 is git's mark/,
    );
  });
});

test('which file is run is said before anything of it is executed', async () => {
  const text = 'throw new Error(`said ${String(globalThis.wiretaxTold())}`)';
  await inFolder({ 'wiretax.config.mjs': text }, async (folder) => {
    Object.assign(globalThis, { wiretaxTold: () => told.length });
    assert.match((await refusal(undefined, folder)).message, 'said 1');
  });
});

test('files are imported below a config, relative to it; what leads back is refused', async () => {
  const files = {
    'a.yaml': '$import: [./sub/b.yaml, ./c.json]\nseed: 1',
    'sub/b.yaml': '$import: ../c.json\nsize: [64B]\nseed: 2',
    'c.json': '\uFEFF{"seed": 3, "concurrency": [7]}',
    'loop.yaml': '$import: ./pool.yaml',
    'pool.yaml': '$import: ./loop.yaml',
    'odd.yaml': '$import: 5',
  };
  await inFolder(files, async (folder) => {
    const { config } = await locateConfig('a.yaml', folder);
    assert.equal(config, { seed: 1, size: ['64B'], concurrency: [7] });
    assert.match(
      (await refusal('loop.yaml', folder)).message,
      /pool\.yaml .*\$import leads back to .*loop\.yaml/,
    );
    assert.match((await refusal('odd.yaml', folder)).message, /\$import names 5, which is no file/);
  });
});

for (const [file, text] of [
  ['wiretax.config.yaml', 'seed: 3'],
  ['wiretax.config.yml', 'seed: 3'],
  ['wiretax.config.json', '{"seed": 3}'],
  ['wiretax.config.mjs', 'export default { seed: 3 };'],
  ['package.json', '{"wiretaxConfig": {"seed": 3}}'],
] as const) {
  test(`finds ${file}`, async () => {
    await inFolder({ [file]: text }, async (folder) => {
      assert.equal((await locateConfig(undefined, folder)).config, { seed: 3 });
    });
  });
}

test("a plugin's own package.json is no config", async () => {
  await inFolder({ 'package.json': { wiretax: { api: 2 } } }, async (folder) => {
    assert.is((await locateConfig(undefined, folder)).subject, 'preset quick');
  });
});

test('extends presets, files and packages; objects merge, lists replace, later ones win', async () => {
  const files = {
    'study.yaml': 'extends: [smoke, ./base.json, shared]\nconcurrency: [7]\nsettings: {pin: {nice: 1}}',
    'base.json': { size: ['1B', '2B'], settings: { pin: { server: '1' } }, seed: 2 },
    'node_modules/shared/package.json': { exports: { '.': { import: './config.mjs' } } },
    'node_modules/shared/config.mjs': 'export default { seed: 9, size: ["3B"] };',
  };
  await inFolder(files, async (folder) => {
    const { config, origins, defaultName } = await locateConfig('study.yaml', folder);
    assert.equal(config['size'], ['3B']);
    assert.equal(config['seed'], 9);
    assert.equal(config['concurrency'], [7]);
    assert.equal(config['settings'], { pin: { server: '1', nice: 1 } });
    assert.equal(config['transport'], ['tcp', 'rest', 'grpc']);
    assert.is(origins.get('seed'), join(folder, 'node_modules/shared/config.mjs'));
    assert.is(defaultName, 'study');
    assert.not.ok('extends' in config);
  });
});

test('a file may extend one that extends a third, each relative to itself', async () => {
  const files = {
    'a.yaml': 'extends: ./sub/b.yaml',
    'sub/b.yaml': 'extends: ../c.yaml',
    'c.yaml': 'seed: 5',
  };
  await inFolder(files, async (folder) => {
    assert.equal((await locateConfig('a.yaml', folder)).config, { seed: 5 });
  });
});

test('a base that two files share is no cycle', async () => {
  const files = {
    'a.yaml': 'extends: [./b.yaml, ./c.yaml]',
    'b.yaml': 'extends: ./d.yaml',
    'c.yaml': 'extends: ./d.yaml',
    'd.yaml': 'seed: 5',
  };
  await inFolder(files, async (folder) => {
    assert.equal((await locateConfig('a.yaml', folder)).config, { seed: 5 });
  });
});

test('a cycle is refused with the whole chain', async () => {
  const files = {
    'a.yaml': 'extends: ./b.yaml',
    'b.yaml': 'extends: ./c.yaml',
    'c.yaml': 'extends: ./a.yaml',
  };
  await inFolder(files, async (folder) => {
    const { code, message, exitCode } = await refusal('a.yaml', folder);
    assert.is(code, 'E_EXTENDS_CYCLE');
    assert.is(exitCode, 2);
    assert.match(message, /a\.yaml[^]*→ .*b\.yaml[^]*→ .*c\.yaml[^]*→ .*a\.yaml/);
  });
});

test('an unknown preset is refused with the nearest', async () => {
  await inFolder({}, async (folder) => {
    const [problem] = (await refusal('qiuck', folder)).problems;
    assert.is(problem?.nearest, 'quick');
  });
});

test('what can not be found in extends is named with its key path', async () => {
  const files = {
    'a.yaml': 'extends: [smoke, smokee]',
    'b.yaml': 'extends: ./nope.yaml',
    'c.yaml': 'extends: 5',
  };
  await inFolder(files, async (folder) => {
    const problem = async (file: string): Promise<Problem | undefined> =>
      (await refusal(file, folder)).problems[0];
    assert.is((await problem('a.yaml'))?.path, 'extends[1]');
    assert.is((await problem('a.yaml'))?.nearest, 'smoke');
    assert.match((await problem('b.yaml'))?.message ?? '', /no file .*nope\.yaml/);
    assert.match((await problem('c.yaml'))?.message ?? '', /5 isn't a preset/);
  });
});

for (const [what, file, text, code] of [
  ['is no YAML', 'x.yaml', 'a: [1, 2', 'E_CONFIG_UNREADABLE'],
  ['is no JSON', 'x.json', '{,}', 'E_CONFIG_UNREADABLE'],
  ['throws', 'x.mjs', 'throw new Error("boom")', 'E_CONFIG_UNREADABLE'],
  ['is of another kind', 'x.toml', 'a = 1', 'E_CONFIG_UNREADABLE'],
  ['is TypeScript', 'x.ts', 'export default {}', 'E_CONFIG_UNREADABLE'],
  ['is a list', 'x.yaml', '- a', 'E_CONFIG_SHAPE'],
  ['is empty', 'x.yaml', '', 'E_CONFIG_SHAPE'],
] as const) {
  test(`a config that ${what} is refused, naming the file`, async () => {
    await inFolder({ [file]: text }, async (folder) => {
      const error = await refusal(file, folder);
      assert.is(error.code, code);
      assert.match(error.message, file);
      assert.is(error.exitCode, 2);
    });
  });
}

test.run();
