import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { type Cli, withCli } from './cli.js';
import { succeeds, withInstalledCli } from './plugin-door-cli.js';

const file = 'wiretax.config.yaml';

/** The schema that the config's first line names, as an editor finds it: relative to the config, or as an address. */
function schemaOf(folder: string): { readonly place: string; readonly schema: object } {
  const text = readFileSync(join(folder, file), 'utf8');
  const [, place = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
  const path = fileURLToPath(new URL(place, pathToFileURL(join(folder, file))));
  return { place, schema: JSON.parse(readFileSync(path, 'utf8')) as object };
}

/** It is the one that configs are checked against. */
function assertSchema(folder: string): void {
  const own = join(root, 'config', 'wiretax.schema.json');
  assert.equal(schemaOf(folder).schema, JSON.parse(readFileSync(own, 'utf8')));
}

test('an installed command writes a config whose schema is on this machine, and that can be planned', () =>
  withInstalledCli({}, async (cli) => {
    const said = await succeeds(cli, 'init', '--measure', 'codecs', '--p99', '5ms', '--yes');
    assert.match(said, /^wiretax\.config\.yaml: \d+ trials, about .*\nNext: \S+.* run --dry-run .*\n$/);
    assert.match(schemaOf(cli.folder).place, /^file:\/\/\/.*\/wiretax\.schema\.json$/);
    assertSchema(cli.folder);
    assert.match(await succeeds(cli, 'run', '--dry-run'), /threshold +p99\(response\) < 5ms/);
  }));

test('in a project that has Wiretax the schema is a path in the project', () =>
  withInstalledCli({ 'package.json': '{ "name": "mine", "private": true }' }, async (cli) => {
    await cli.npm('install', '--prefix', cli.folder, '--prefer-offline', 'wiretax');
    await cli.npm('exec', '--prefix', cli.folder, '--', 'wiretax', 'init', '--yes');
    assert.is(schemaOf(cli.folder).place, './node_modules/@wiretax/config/wiretax.schema.json');
    assertSchema(cli.folder);
  }));

async function refused(cli: Cli, says: RegExp, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await cli.run('init', ...args);
  assert.is(code, 2);
  assert.match(stderr, says);
}

test('what stands in the way, what is no answer, and nobody to ask, end it with 2', () =>
  withCli({ 'there.yaml': 'extends: smoke\n' }, async (cli) => {
    await refused(
      cli,
      /^error E_INIT: there\.yaml is there already; --force replaces it$/m,
      'there.yaml',
      '--yes',
    );
    await refused(cli, /--size: 64 is no size, such as 4KiB$/m, '--size', '64', '--yes');
    await refused(cli, /^error E_INIT: nobody is there to answer; --yes/m);
    await refused(cli, /^error E_OUT_UNWRITABLE: /m, 'no/such/folder/x.yaml', '--yes');
    assert.not.ok(existsSync(join(cli.folder, file)));
    await succeeds(cli, 'init', 'there.yaml', '--force', '--yes');
    await succeeds(cli, 'run', 'there.yaml', '--dry-run');
  }));

test.run();
