import { settings } from '@oclif/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { commandPlugin } from './command-plugin.js';

settings.enableAutoTranspile = false;
const name = 'wiretax-plugin-x';
const command = 'export default class { static id = "hello"; static async run() { return "said hello"; } }';
const broken = 'throw new Error("no luck today")';
const manifest = {
  name,
  version: '1.0.0',
  type: 'module',
  oclif: { commands: './commands', hooks: { init: './hook.js' }, topics: { x: { description: 'X.' } } },
};
const files = {
  'package.json': manifest,
  'commands/hello.js': command,
  'commands/x/bad.js': broken,
  'hook.js': broken,
};
const cached = { id: 'hello', aliases: ['hi'], args: {}, flags: {}, hiddenAliases: [], hidden: false };
const oclifManifest = { version: '1.0.0', commands: { hello: { ...cached, summary: 'Says hello.' } } };

test('commands are known by their files, and imported when they run', async () => {
  await inFolder(files, async (folder) => {
    const plugin = await commandPlugin({ name, type: 'user', folder, tag: 'latest' });
    assert.equal([plugin.name, plugin.version, plugin.type, plugin.tag], [name, '1.0.0', 'user', 'latest']);
    assert.equal(plugin.hooks, {});
    assert.equal(plugin.commands.map(({ id }) => id).sort(), ['hello', 'x:bad']);
    const hello = await plugin.commands.find(({ id }) => id === 'hello')?.load();
    assert.is(await hello?.run([]), 'said hello');
    const bad = plugin.commands.find(({ id }) => id === 'x:bad')?.load();
    const said = await bad?.then(
      () => '',
      (error: unknown) => String(error),
    );
    assert.match(
      said ?? '',
      /command x bad of plugin wiretax-plugin-x can't be loaded: no luck today; mend it, or wiretax plugins uninstall/,
    );
  });
});

test("oclif's manifest tells more about them", async () => {
  await inFolder({ ...files, 'oclif.manifest.json': oclifManifest }, async (folder) => {
    const plugin = await commandPlugin({ name, type: 'link', folder });
    assert.equal(
      plugin.commands.map(({ id, summary, aliases }) => [id, summary, aliases]),
      [['hello', 'Says hello.', ['hi']]],
    );
    assert.is(await (await plugin.commands[0]?.load())?.run([]), 'said hello');
  });
});

test('a plugin without commands adds none; one that cannot be read throws', async () => {
  const bare = { 'package.json': { name, version: '1.0.0' }, 'torn/package.json': '{' };
  await inFolder(bare, async (folder) => {
    assert.equal((await commandPlugin({ name, type: 'user', folder })).commands, []);
    for (const gone of ['torn', 'none']) {
      const failed = commandPlugin({ name, type: 'user', folder: `${folder}/${gone}` });
      assert.ok(await failed.catch((error: unknown) => error instanceof Error));
    }
  });
});

test.run();
