import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from '../../e2e/cli.js';
import { runJson } from '../../e2e/run-results.js';
import { root } from '../../test-files.js';
import { compiledOf, shownCommands, sourceOf } from '../guide.js';

const short = ['--size', '64B', '--duration', '300ms', '--reps', '1', '--quiet'];

/** A folder with a config of the guide and the plugins that it names. */
function folderOf(config: string): Readonly<Record<string, string>> {
  const text = sourceOf(config);
  const plugins = [...text.matchAll(/\.\/([\w-]+\.js)/g)].map(([, file = '']) => file);
  assert.ok(plugins.length > 0);
  return { [config]: text, ...Object.fromEntries(plugins.map((file) => [file, compiledOf(file)])) };
}

function assertMeasured({ rows, trials }: Results, cells: readonly string[]): void {
  assert.equal(rows.map(({ cell }) => cell.id).sort(), [...cells].sort());
  for (const { cell, calls, failedCalls, verdicts } of rows) {
    assert.ok(calls > 0 && failedCalls === 0 && !verdicts.includes('failed'), cell.id);
  }
  assert.equal(
    trials.flatMap(({ problems }) => problems),
    [],
  );
}

test('the small transport, link, topology, collector, flow control and load of the guide run beside tcp', async () => {
  await withCli(folderOf('study.yaml'), async (cli) => {
    const results = await runJson(cli, 'study.yaml', ...short);
    const flows = ['tcp.64B.c16', 'h2.64B.c16', 'tcp.64B.c16.eight', 'h2.64B.c16.eight'];
    assertMeasured(
      results,
      flows.map((cell) => `${cell}.apart.pulse.relay`),
    );
    const collected = results.trials.filter(({ control }) => !control).flatMap(({ evidence }) => evidence);
    const switches = collected.filter(({ collector }) => collector === 'switches');
    assert.is(switches.length, 12, 'of server, relay and client in each trial');
    for (const { status, error, metrics } of switches) {
      assert.is(status, 'completed', error ?? '');
      assert.equal(
        metrics.map(({ name }) => name),
        ['context-switches.voluntary', 'context-switches.involuntary'],
      );
    }
  });
});

test('the options, settings and hooks of the guide do what they say', async () => {
  await withCli(folderOf('settings.yaml'), async (cli) => {
    const results = await runJson(cli, 'settings.yaml', ...short);
    assertMeasured(results, ['tcp.64B.c16', 'tcp.64B.c16.limit-4']);
    for (const { cell, service } of results.rows) {
      // Timers of Node.js may be early by a millisecond, not by more.
      assert.ok((service.min ?? 0) > 8e6, `${cell.id}: 5 ms are added to either direction`);
    }
    for (const { control, notes } of results.trials) {
      assert.is(notes.includes('5 ms are added to either direction'), !control);
    }
  });
});

test('the test file of the guide passes under node:test', () => {
  const file = join(root, 'test', 'dist', 'guide', 'switches-kit.js');
  const { status, stdout } = spawnSync(process.execPath, ['--test', file], { encoding: 'utf8' });
  assert.is(status, 0, stdout);
  assert.match(stdout, 'collector switches: detaches twice with the same evidence');
});

test('the package.json of the guide is what wiretax plugin new writes, and makes a plugin', async () => {
  const shown = JSON.parse(sourceOf('example.package.json')) as Readonly<Record<string, unknown>>;
  const files = {
    'ours/package.json': JSON.stringify(shown),
    'ours/dist/index.js': compiledOf('h2.ts'),
    'study.yaml': 'plugins: ./ours\ntransport: h2\n',
  };
  await withCli(files, async (cli) => {
    assert.is((await cli.run('plugin', 'new', 'transport', 'h2')).code, 0);
    const file = join(cli.folder, 'wiretax-plugin-h2', 'package.json');
    const written = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
    for (const [key, value] of Object.entries(shown)) assert.equal(written[key], value, key);
    const { code, stderr } = await cli.run('run', 'study.yaml', '--dry-run');
    assert.is(code, 0, stderr);
    await cli.run('plugins', 'link', './ours', '--no-install');
    assert.match((await cli.run('list', 'transports')).stdout, /h2 +wiretax-plugin-h2 0\.1\.0 \(linked\)/);
  });
});

for (const command of new Set(shownCommands())) {
  test(`there is a command wiretax ${command}`, async () => {
    await withCli({}, async (cli) => {
      const { code, stdout, stderr } = await cli.run(...command.split(' '), '--help');
      assert.is(code, 0, stderr);
      const [, usage = ''] = /^USAGE\n +\$ wiretax ([a-z ]+)/m.exec(stdout) ?? [];
      assert.ok(usage !== '' && command.startsWith(usage.trim()), stdout);
    });
  });
}

test.run();
