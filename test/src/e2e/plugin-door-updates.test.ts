import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { succeeds, withInstalledCli } from './plugin-door-cli.js';
import { type Package, publish, tarballOf, transportPlugin, writePackage } from './plugin-door-packages.js';

test('an update goes to the newest of what was asked for, and never to what cannot be used', async () => {
  const wiretax = { api: 3, entry: './index.mjs' };
  await withInstalledCli({}, async (cli) => {
    publish(cli, transportPlugin('fixed', '1.0.0'), transportPlugin('fixed', '2.0.0'));
    publish(cli, transportPlugin('free', '1.0.0'));
    const path = join(cli.folder, 'free.tgz');
    cpSync(tarballOf(cli, transportPlugin('file', '1.0.0')), path);
    await succeeds(cli, 'plugins', 'install', 'wiretax-plugin-fixed@^1', 'wiretax-plugin-free', 'free.tgz');
    publish(cli, transportPlugin('free', '1.1.0'), transportPlugin('fixed', '1.0.1'));
    cpSync(tarballOf(cli, transportPlugin('file', '1.2.0')), path);
    const updated = await succeeds(cli, 'plugins', 'update');
    assert.match(updated, 'wiretax-plugin-fixed 1.0.0 → 1.0.1\n');
    assert.match(updated, 'wiretax-plugin-free 1.0.0 → 1.1.0\n');
    assert.match(updated, 'wiretax-plugin-file 1.0.0 → 1.2.0\n');
    publish(cli, transportPlugin('free', '3.0.0', { wiretax }));
    const { code, stdout, stderr } = await cli.run('plugins', 'update');
    assert.is(code, 1);
    assert.match(stdout, 'wiretax-plugin-fixed 1.0.1, the newest\n');
    assert.match(stderr, /wiretax-plugin-free stays at 1\.1\.0: .*made for plugin api 3.*update wiretax/);
    assert.match(await succeeds(cli, 'plugins'), /free +1\.1\.0 \(installed\) +transport free/);
  });
});

test('no install script runs unless the user says so, whatever npm is set to', async () => {
  await withInstalledCli({}, async (cli) => {
    // npm takes its scripts' output, so that they leave files instead.
    const postinstall = `node -e "fs.writeFileSync('${cli.folder}/ran-' + process.env.npm_package_name, '')"`;
    const ran = (): readonly string[] => readdirSync(cli.folder).filter((file) => file.startsWith('ran-'));
    const dependency: Package = {
      manifest: { name: 'scripted-dependency', version: '1.0.0', scripts: { postinstall } },
      files: {},
    };
    const plugin = (version: string, further = {}): Package =>
      transportPlugin('scripted', version, {
        scripts: { preinstall: postinstall, postinstall, ...further },
        dependencies: { 'scripted-dependency': '1.0.0' },
      });
    // To pack a folder is to run this one.
    const source = writePackage(cli, 'source', plugin('1.0.2', { prepare: postinstall }));
    publish(cli, dependency, plugin('1.0.0'));
    writeFileSync(join(cli.home, '.npmrc'), 'ignore-scripts=false\ndangerously-allow-all-scripts=true\n');
    const { code, stderr } = await cli.run('plugins', 'install', 'wiretax-plugin-scripted');
    assert.is(code, 0, stderr);
    assert.match(stderr, /the install scripts of .*scripted-dependency.* did not run.*--allow-scripts\n/);
    await succeeds(cli, 'plugins', 'install', tarballOf(cli, plugin('1.0.1')));
    await succeeds(cli, 'plugins', 'install', source);
    await succeeds(cli, 'plugins', 'uninstall', 'scripted');
    await succeeds(cli, 'plugins', 'install', 'wiretax-plugin-scripted');
    publish(cli, plugin('1.1.0'));
    assert.match(await succeeds(cli, 'plugins', 'update'), '1.0.0 → 1.1.0');
    writeFileSync(join(cli.folder, 'source', 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
    await succeeds(cli, 'plugins', 'link', './source');
    assert.ok(existsSync(join(cli.folder, 'source', 'node_modules', 'scripted-dependency')));
    await succeeds(cli, 'plugins', 'unlink', './source');
    assert.equal(ran(), []);
    await succeeds(cli, 'plugins', 'install', 'wiretax-plugin-scripted');
    const allowed = await cli.run('plugins', 'install', 'wiretax-plugin-scripted', '--allow-scripts');
    assert.is(allowed.code, 0, allowed.stderr);
    assert.not.match(allowed.stderr, 'did not run');
    assert.equal(ran(), ['ran-scripted-dependency', 'ran-wiretax-plugin-scripted']);
  });
});

test.run();
