import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newestRun, studyOf } from './bad-luck-study.js';
import { succeeds, withInstalledCli } from './plugin-door-cli.js';
import { damages, refused, refusesTo } from './plugin-door-damage.js';
import { publish, transportPlugin, writePackage } from './plugin-door-packages.js';

test('what cannot be used is not installed, nor linked', async () => {
  await withInstalledCli({}, async (cli) => {
    for (const [title, source, says] of refused) {
      publish(cli, source);
      const folder = writePackage(cli, source.manifest.name, source);
      const { name } = source.manifest;
      for (const args of [
        ['install', name],
        ['install', folder],
        ['link', folder],
      ]) {
        const { code, stdout, stderr } = await cli.run('plugins', ...args);
        assert.is(code, 2, title);
        assert.is(stdout, '');
        assert.match(stderr, says);
        assert.not.match(stderr, /defect of wiretax|^ +at /m);
      }
    }
    assert.not.ok(existsSync(join(cli.dataFolder, 'node_modules')));
    assert.match(await succeeds(cli, 'plugins'), /^plugins\n {2}none\n$/);
    assert.equal(readdirSync(cli.temporary), ['tarballs']);
  });
});

test('what cannot be found is said in one sentence', async () => {
  await withInstalledCli({}, async (cli) => {
    publish(cli, transportPlugin('there', '1.0.0'));
    const nowhere = { WIRETAX_NPM_REGISTRY: 'http://127.0.0.1:9/' };
    const cases: readonly (readonly [argument: string, says: RegExp])[] = [
      ['wiretax-plugin-not-there', /the registry has no wiretax-plugin-not-there@latest; check the name/],
      ['wiretax-plugin-there@7', /No matching version found for wiretax-plugin-there@7; npm view/],
      ['./not-there.tgz', /\.\/not-there\.tgz: there is no file not-there\.tgz/],
      ['not a name', /not a name: is neither the name of a package nor a path or address/],
    ];
    for (const [argument, says] of cases) await refusesTo(cli, ['plugins', 'install', argument], says);
    await refusesTo(cli, ['plugins', 'link', './not-there'], /there is no folder not-there/);
    await refusesTo(cli, ['plugins', 'uninstall', 'there'], /there: is not installed; wiretax plugins shows/);
    await refusesTo(cli, ['plugins', 'inspect', 'there'], /there: is not installed; wiretax list plugins/);
    const variables = Object.entries(nowhere).map(([name, value]) => `${name}=${value}`);
    const offline = cli.startUnder(
      ['env', ...variables, 'npm_config_fetch_retries=0'],
      ...['plugins', 'install', 'wiretax-plugin-there'],
    );
    const { code, stderr } = await offline.finished;
    assert.is(code, 2);
    assert.match(stderr, /npm can't install wiretax-plugin-there@latest: .*ECONNREFUSED/);
  });
});

test('an installation that fails leaves what was installed before', async () => {
  const failing = { scripts: { postinstall: 'exit 3' } };
  await withInstalledCli({}, async (cli) => {
    publish(cli, transportPlugin('kept', '1.0.0'));
    await cli.run('plugins', 'install', 'wiretax-plugin-kept');
    publish(cli, transportPlugin('kept', '2.0.0', { wiretax: { api: 3, entry: './index.mjs' } }));
    await refusesTo(cli, ['plugins', 'install', 'wiretax-plugin-kept'], /plugin api 3/);
    publish(cli, transportPlugin('failing', '1.0.0', failing));
    const { code, stderr } = await cli.run('plugins', 'install', 'wiretax-plugin-failing', '--allow-scripts');
    assert.is(code, 2);
    assert.match(
      stderr,
      /error E_NPM: npm can't install wiretax-plugin-failing@1\.0\.0: command failed: sh -c exit 3/,
    );
    const { stdout } = await cli.run('plugins');
    assert.match(stdout, /^plugins\n {2}wiretax-plugin-kept {2}1\.0\.0 \(installed\) {2}transport kept\n$/);
    assert.equal(readdirSync(join(cli.dataFolder, 'node_modules')).sort(), [
      '.package-lock.json',
      'wiretax-plugin-kept',
    ]);
  });
});

test('plugins that are damaged are named, and the others go on working', async () => {
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    publish(cli, ...['deleted', 'torn', 'entryless', 'whole'].map((name) => transportPlugin(name, '1.0.0')));
    const names = ['whole', ...damages.map(({ name }) => name)].map((name) => `wiretax-plugin-${name}`);
    await succeeds(cli, 'plugins', 'install', ...names);
    for (const { name, damage } of damages) {
      damage(join(cli.dataFolder, 'node_modules', `wiretax-plugin-${name}`));
    }
    const list = await cli.run('list', 'plugins');
    assert.is(list.code, 0);
    const doctor = await cli.run('doctor');
    for (const { name, listed } of damages) {
      for (const { stdout } of [list, doctor]) {
        assert.match(lineWith(stdout, `wiretax-plugin-${name}`), listed);
      }
    }
    const version = await cli.run('--version');
    assert.is(
      version.stderr,
      "warning: installed plugins wiretax-plugin-deleted, wiretax-plugin-torn can't be loaded; wiretax doctor says why\n",
    );
    await succeeds(cli, 'run', '--transport', 'whole');
    assert.is(newestRun(cli).trials.get('whole')?.status, 'completed');
    await refusesTo(
      cli,
      ['run', '--transport', 'entryless'],
      /transport entryless comes from wiretax-plugin-entryless, which can't be used: .*index\.mjs does not exist/,
    );
    // Without their package.json nobody knows what they would provide.
    await refusesTo(cli, ['run', '--transport', 'torn'], /torn/);
    await succeeds(cli, 'plugins', 'uninstall', 'deleted', 'torn', 'entryless');
    assert.match(await succeeds(cli, 'plugins'), /^plugins\n {2}wiretax-plugin-whole .*\n$/);
    assert.is((await cli.run('--version')).stderr, '');
  });
});

test('a plugin is imported by the run that needs it, and by nothing else', async () => {
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    const leaveMark = `
      import { writeFileSync } from 'node:fs';
      writeFileSync('${join(cli.folder, 'imported')}', '');
      throw new Error('no luck today');
    `;
    const files = { 'index.mjs': leaveMark, 'commands/unlucky.js': leaveMark, 'hook.js': leaveMark };
    const oclif = { commands: './commands', hooks: { init: './hook.js', prerun: './hook.js' } };
    publish(cli, transportPlugin('unlucky', '1.0.0', { oclif }, files));
    const quiet = [
      ['plugins', 'install', 'wiretax-plugin-unlucky'],
      ['list'],
      ['doctor'],
      ['--help'],
      ['plugins'],
      ['plugins', 'inspect', 'unlucky'],
      ['plugins', 'link', writePackage(cli, 'linked', transportPlugin('linked', '1.0.0', { oclif }, files))],
      ['run', '--transport', 'tcp'],
    ];
    for (const args of quiet) {
      const { code, stderr } = await cli.run(...args);
      assert.is(code, 0, stderr);
      assert.equal(warnings(stderr), []);
    }
    assert.not.ok(existsSync(join(cli.folder, 'imported')));
    await refusesTo(
      cli,
      ['run', '--transport', 'unlucky'],
      /plugin wiretax-plugin-unlucky can't be imported: no luck today \(in .*index\.mjs\).*uninstall wiretax-plugin-unlucky/,
    );
    assert.ok(existsSync(join(cli.folder, 'imported')));
    const command = await cli.run('unlucky');
    assert.is(command.code, 2);
    assert.match(
      command.stderr,
      /command unlucky of plugin wiretax-plugin-(unlucky|linked) can't be loaded: no luck today/,
    );
  });
});

test('a plugin that this Node.js cannot run is named, whether it says so itself or not', async () => {
  const files = { 'index.mjs': 'import { nothing } from "node:future-module";' };
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    publish(cli, transportPlugin('tacit', '1.0.0', {}, files), transportPlugin('grown', '1.0.0'));
    await cli.run('plugins', 'install', 'wiretax-plugin-tacit', 'wiretax-plugin-grown');
    const manifest = join(cli.dataFolder, 'node_modules', 'wiretax-plugin-grown', 'package.json');
    const grown = JSON.parse(readFileSync(manifest, 'utf8')) as object;
    writeFileSync(manifest, JSON.stringify({ ...grown, engines: { node: '>=99' } }));
    await refusesTo(
      cli,
      ['run', '--transport', 'tacit'],
      /plugin wiretax-plugin-tacit can't be imported: .*future-module/,
    );
    await refusesTo(
      cli,
      ['run', '--transport', 'grown'],
      /transport grown comes from wiretax-plugin-grown, which can't be used: it needs Node\.js >=99, this is \d+\./,
    );
    const { stdout } = await cli.run('list', 'plugins');
    assert.match(lineWith(stdout, 'wiretax-plugin-grown'), 'BROKEN: it needs Node.js >=99');
  });
});

test('two plugins with one name are both listed, and neither is used', async () => {
  const wiretax = { api: 2, entry: './index.mjs', provides: { transport: ['one'] } };
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    const entry = `
      import { echo, plugin } from './echo.mjs';
      export default plugin('wiretax-plugin-two', () => ({ one: echo() }));
    `;
    publish(cli, transportPlugin('one', '1.0.0'));
    publish(cli, transportPlugin('two', '1.0.0', { wiretax }, { 'index.mjs': entry }));
    await cli.run('plugins', 'install', 'wiretax-plugin-one');
    const { stderr } = await cli.run('plugins', 'install', 'wiretax-plugin-two');
    assert.match(stderr, 'warning: transport one is also provided by wiretax-plugin-one; a run that uses it');
    const { stdout } = await cli.run('list', 'transports');
    assert.match(stdout, /one +wiretax-plugin-one 1\.0\.0 .*also provided by wiretax-plugin-two/);
    assert.match(stdout, /one +wiretax-plugin-two 1\.0\.0 .*also provided by wiretax-plugin-one/);
    await refusesTo(
      cli,
      ['run', '--transport', 'one'],
      /transport one is provided by wiretax-plugin-one \(installed\) and wiretax-plugin-two \(installed\); leave one/,
    );
    await succeeds(cli, 'run', '--transport', 'tcp');
  });
});

test('a list of installed plugins that cannot be read costs one line, and is not overwritten', async () => {
  const torn = '{"oclif": {"plugins": [';
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    publish(cli, transportPlugin('late', '1.0.0'));
    mkdirSync(cli.dataFolder);
    writeFileSync(join(cli.dataFolder, 'package.json'), torn);
    const says = /the list of installed plugins, can't be read: .*; mend it, or wiretax plugins reset --hard/;
    for (const args of [['--version'], ['list'], ['run'], ['plugins']]) {
      const { code, stderr } = await cli.run(...args);
      assert.is(code, 0);
      assert.match(stderr, says);
      assert.is(warnings(stderr).length, 1, stderr);
    }
    assert.match(await succeeds(cli, 'doctor'), says);
    for (const args of [
      ['install', 'wiretax-plugin-late'],
      ['update'],
      ['uninstall', 'late'],
      ['link', '.'],
    ]) {
      await refusesTo(cli, ['plugins', ...args], says);
    }
    assert.is(readFileSync(join(cli.dataFolder, 'package.json'), 'utf8'), torn);
    await succeeds(cli, 'plugins', 'reset', '--hard');
    await succeeds(cli, 'plugins', 'install', 'wiretax-plugin-late');
    assert.match(await succeeds(cli, 'plugins'), 'wiretax-plugin-late  1.0.0 (installed)');
  });
});

test('a data folder that is none costs one line, and plugins say where they would be', async () => {
  await withInstalledCli(studyOf({ transport: 'tcp' }), async (cli) => {
    writeFileSync(cli.dataFolder, 'a file');
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    assert.match(stderr, /wiretax\/package\.json, the list of installed plugins, can't be read: ENOTDIR/);
    await refusesTo(cli, ['plugins', 'install', 'wiretax-plugin-late'], /can't be read: ENOTDIR/);
  });
});

function lineWith(text: string, part: string): string {
  return text.split('\n').find((line) => line.includes(part)) ?? '';
}

/** Those of a command, without what it says of a machine that does something else as well. */
function warnings(stderr: string): readonly string[] {
  return stderr.split('\n').filter((line) => /^warning: (?!this machine is not fit)/.test(line));
}

test.run();
