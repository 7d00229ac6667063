import { fileURLToPath } from 'node:url';
import { Config, settings } from '@oclif/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

settings.enableAutoTranspile = false;
const root = fileURLToPath(new URL('../..', import.meta.url));
const { commands, plugins } = await Config.load({ root, userPlugins: false });
const own = commands.filter(({ pluginName }) => /^(?:wiretax|@wiretax\/command-.*)$/.test(pluginName ?? ''));

test('no argument is taken from standard input, which may be the list of a loop or no file at all', async () => {
  assert.ok(own.length > 10);
  for (const command of own) {
    const { args } = await command.load();
    for (const [name, argument] of Object.entries(args))
      assert.is((argument as { readonly ignoreStdin?: boolean }).ignoreStdin, true, `${command.id}: ${name}`);
  }
});

test('commands in packages of their own are known like the others', () => {
  const brought = [...plugins.keys()].filter((name) => name.startsWith('@wiretax/command-')).sort();
  assert.equal(
    brought,
    ['compare', 'explain', 'gate', 'history'].map((name) => `@wiretax/command-${name}`),
  );
  for (const name of ['compare', 'explain', 'gate', 'history', 'run', 'plugins'])
    assert.ok(
      own.some(({ id }) => id === name),
      name,
    );
});

test.run();
