import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { ownCommands, ownCommandsFault } from './own-commands.js';

const commands = {
  'commands/index.js': 'throw new Error("imported")',
  'commands/db/index.js': '',
  'commands/db/reset.mjs': '',
  'commands/db/reset.test.js': '',
  'commands/types.d.ts': '',
};
const pattern = { version: '1.0.0', oclif: { commands: './commands' } };
const explicit = { version: '1.0.0', oclif: { commands: { strategy: 'explicit', target: './index.js' } } };
const listed = { version: '1.0.0', commands: {} };

test('commands are known by the names of their files', async () => {
  await inFolder(commands, (folder) => {
    const found = ownCommands(folder, pattern);
    if (found.from !== 'files') throw new Error(`found from ${found.from}`);
    assert.is(found.target, './commands');
    assert.equal([...found.ids].sort(), ['', 'db', 'db:reset']);
    const oclif = { commands: { strategy: 'pattern', target: './commands' } };
    assert.equal(ownCommands(folder, { oclif }), found);
    assert.is(ownCommandsFault(folder, pattern), undefined);
  });
});

test("oclif's manifest goes before the files, if it is of this version and whole", async () => {
  await inFolder({ ...commands, 'oclif.manifest.json': listed }, (folder) => {
    assert.is(ownCommands(folder, pattern).from, 'manifest');
    assert.is(ownCommands(folder, explicit).from, 'manifest');
    assert.is(ownCommands(folder, { ...pattern, version: '1.0.1' }).from, 'files');
  });
  await inFolder({ ...commands, 'oclif.manifest.json': '{"version"' }, (folder) => {
    assert.is(ownCommands(folder, pattern).from, 'files');
  });
});

test('without a manifest the commands of another strategy are left out, and it is said', async () => {
  await inFolder({}, (folder) => {
    assert.is(ownCommands(folder, explicit).from, 'nowhere');
    assert.match(ownCommandsFault(folder, explicit) ?? '', /its own commands are left out.*`oclif manifest`/);
    assert.is(ownCommandsFault(folder, { oclif: {} }), undefined);
    assert.is(ownCommandsFault(folder, {}), undefined);
    assert.equal(ownCommands(folder, pattern), { from: 'files', target: './commands', ids: [] });
  });
});

test.run();
