import { cpSync, existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { version } from '../test-files.js';
import { newestRun, studyOf } from './bad-luck-study.js';
import { type InstalledCli, succeeds, withInstalledCli } from './plugin-door-cli.js';
import { type Package, publish, tarballOf, transportPlugin, writePackage } from './plugin-door-packages.js';

async function measures(cli: InstalledCli, transport: string): Promise<void> {
  await succeeds(cli, 'run', '--transport', transport);
  assert.is(newestRun(cli).trials.get(transport)?.status, 'completed');
}

test('a plugin from the registry is listed with its origin and version, runs, and goes again', async () => {
  const hello = `
    import { definePlugin, formatSize } from '@wiretax/core';
    export default class Hello {
      static async run(argv) { console.log('hello', formatSize(1024), ...argv); }
    }
  `;
  const door = transportPlugin(
    'door',
    '1.2.3',
    { oclif: { commands: './commands' } },
    { 'commands/door/hello.js': hello },
  );
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    publish(cli, door);
    assert.match(await succeeds(cli, 'plugins'), /^plugins\n {2}none\n$/);
    const installed = await cli.run('plugins', 'install', 'wiretax-plugin-door');
    assert.is(installed.stdout, 'wiretax-plugin-door 1.2.3: transport door\n');
    assert.is(installed.stderr, 'Installing wiretax-plugin-door... wiretax-plugin-door 1.2.3\n');
    assert.match(
      await succeeds(cli, 'list', 'transports'),
      /door +wiretax-plugin-door 1\.2\.3 \(installed\)/,
    );
    assert.match(
      await succeeds(cli, 'plugins'),
      /wiretax-plugin-door +1\.2\.3 \(installed\) +transport door/,
    );
    const inspected = await succeeds(cli, 'plugins', 'inspect', 'door');
    assert.match(inspected, /wiretax-plugin-door 1\.2\.3\n.*provides +transport door\n.*origin +installed/s);
    assert.match(inspected, /commands +door hello/);
    await measures(cli, 'door');
    assert.match(await succeeds(cli, '--help'), / {2}door +/);
    assert.is(await succeeds(cli, 'door', 'hello', 'a', '--b'), 'hello 1KiB a --b\n');
    await succeeds(cli, 'plugins', 'uninstall', 'wiretax-plugin-door');
    assert.not.match(await succeeds(cli, 'list'), 'door');
    assert.equal(modulesOf(cli), []);
    const { code, stderr } = await cli.run('run', '--transport', 'door');
    assert.is(code, 2);
    assert.match(stderr, 'door');
  });
});

test('a tarball, a folder or an address may be named instead of a package', async () => {
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    const source = transportPlugin('path', '1.0.0');
    const tarball = tarballOf(cli, source);
    cpSync(tarball, join(cli.folder, basename(tarball)));
    cpSync(tarball, join(cli.folder, 'with space', basename(tarball)));
    writePackage(cli, 'folder', source);
    const forms = [
      basename(tarball),
      `./with space/${basename(tarball)}`,
      tarball,
      pathToFileURL(tarball).href,
      './folder',
      new URL('wiretax-plugin-path/-/1.0.0.tgz', cli.registry.url).href,
    ];
    cli.registry.publish(tarball);
    for (const form of forms) {
      assert.match(await succeeds(cli, 'plugins', 'add', form), 'wiretax-plugin-path 1.0.0: transport path');
      assert.equal(modulesOf(cli), ['wiretax-plugin-path'], form);
    }
    await succeeds(cli, 'plugins', 'remove', 'path');
    assert.equal(modulesOf(cli), []);
    await succeeds(cli, 'plugins', 'install', './folder');
    // It is a copy: what becomes of the folder is no matter.
    assert.not.ok(
      realpathSync(join(cli.dataFolder, 'node_modules', 'wiretax-plugin-path')).includes('/folder'),
    );
    await measures(cli, 'path');
  });
});

test('a linked plugin is used in place', async () => {
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    writePackage(cli, 'mine', transportPlugin('mine', '0.1.0'));
    assert.is(await succeeds(cli, 'plugins', 'link', 'mine'), 'wiretax-plugin-mine 0.1.0: transport mine\n');
    assert.match(await succeeds(cli, 'list', 'transports'), /mine +wiretax-plugin-mine 0\.1\.0 \(linked\)/);
    await measures(cli, 'mine');
    writePackage(cli, 'mine', transportPlugin('mine', '0.2.0'));
    assert.match(await succeeds(cli, 'plugins'), /wiretax-plugin-mine +0\.2\.0 \(linked\)/);
    await succeeds(cli, 'plugins', 'reset');
    assert.match(await succeeds(cli, 'plugins'), 'none');
    assert.ok(existsSync(join(cli.folder, 'mine', 'index.mjs')));
  });
});

test("plugins that a config names come from the project's node_modules or a file, without being installed", async () => {
  const local = `
    export default { name: 'local', api: 2, apply: ({ reporters }) => reporters.add('local', { report() {} }) };
  `;
  const config = { plugins: ['wiretax-plugin-project', './local.mjs'], reporters: ['local'] };
  const files = { ...studyOf(config), 'local.mjs': local, 'package.json': '{"private":true}' };
  await withInstalledCli(files, async (cli) => {
    publish(cli, transportPlugin('project', '1.0.0'));
    await cli.npm('install', 'wiretax-plugin-project');
    assert.match(
      await succeeds(cli, 'list', 'transports'),
      /project +wiretax-plugin-project 1\.0\.0 \(config\)/,
    );
    await measures(cli, 'project');
    assert.not.ok(existsSync(join(cli.dataFolder, 'node_modules')));
  });
});

test('a plugin gets the core that runs, also where it brings a copy of its own', async () => {
  const copy: Package = {
    manifest: { name: '@wiretax/core', version: '0.0.9', type: 'module', exports: './index.js' },
    files: { 'index.js': 'throw new Error("the copy was imported");' },
  };
  const entry = (name: string): string => `
    import { definePlugin } from '@wiretax/core';
    import { echo } from './echo.mjs';
    export default definePlugin({ name: 'wiretax-plugin-${name}', api: 2, apply: (bench) => bench.transports.add('${name}', echo()) });
  `;
  const bringing = transportPlugin(
    'bringing',
    '1.0.0',
    { dependencies: { '@wiretax/core': '0.0.9' } },
    { 'index.mjs': entry('bringing') },
  );
  const optional = {
    peerDependencies: { '@wiretax/core': `^${version}` },
    peerDependenciesMeta: { '@wiretax/core': { optional: true } },
  };
  const peer = transportPlugin('peer', '1.0.0', optional, { 'index.mjs': entry('peer') });
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    publish(cli, copy, bringing, peer);
    await succeeds(cli, 'plugins', 'install', 'wiretax-plugin-peer');
    assert.equal(modulesOf(cli), ['wiretax-plugin-peer']);
    await measures(cli, 'peer');
    const said =
      /brings its own @wiretax\/core 0\.0\.9, which isn't used; make it an optional peer dependency/;
    const { stderr } = await cli.run('plugins', 'install', 'wiretax-plugin-bringing');
    assert.match(stderr, said);
    assert.match(await succeeds(cli, 'list', 'plugins'), said);
    assert.match((await cli.run('doctor')).stdout, said);
    await measures(cli, 'bringing');
  });
});

test('a plugin whose name is short for one of ours is found by it', async () => {
  await withInstalledCli({}, async (cli) => {
    const ours = transportPlugin('short', '1.0.0', { name: '@wiretax/plugin-short' });
    publish(cli, ours);
    assert.match(await succeeds(cli, 'plugins', 'install', 'short'), '@wiretax/plugin-short 1.0.0');
    await succeeds(cli, 'plugins', 'uninstall', 'short');
    assert.match(await succeeds(cli, 'plugins'), 'none');
  });
});

test('the command is where npm puts it', async () => {
  await withInstalledCli({}, async (cli) => {
    const command = join(dirname(dirname(cli.program)), '.bin', 'wiretax');
    const { code, stdout } = await cli.startUnder(['sh', '-c', `${command} --version`, 'sh']).finished;
    assert.is(code, 0);
    assert.match(stdout, /^wiretax\/\d+\.\d+\.\d+ /);
  });
});

/** The packages that plugins consist of. */
function modulesOf(cli: InstalledCli): readonly string[] {
  const folder = join(cli.dataFolder, 'node_modules');
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
}

test.run();
