import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvidenceRecord, Row } from '@wiretax/core';
import { publint } from 'publint';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Versioned, withVersion } from '../release/versions.js';
import { version } from '../test-files.js';
import { assertAttributed } from './attributed.js';
import { fixture } from './bad-luck-study.js';
import { markedProcesses } from './cli-processes.js';
import { entriesBelow } from './cli.js';
import { type InstalledCli, succeeds, withInstalledCli } from './plugin-door-cli.js';
import { type Document, rowOf, runJson } from './run-results.js';

const plugins = ['wiretax-plugin-ws', 'wiretax-plugin-smaps'] as const;

const study = {
  name: 'third-party',
  transport: ['tcp', { use: 'ws', maxMessageBytes: 1024 * 1024, as: 'ws' }],
  size: ['64B', '64KiB'],
  concurrency: [1, 10],
  include: [{ transport: 'ws', size: '64B', concurrency: 1, link: 'unix' }],
  collectors: ['smaps'],
  duration: '300ms',
  warmup: { min: '100ms', max: '300ms', calls: 100 },
  repetitions: 1,
  ceiling: false,
};

const profiled = {
  name: 'profiled',
  transport: ['tcp', 'ws'],
  collectors: ['cpu-profile'],
  duration: '500ms',
  warmup: { min: '100ms', max: '500ms' },
  repetitions: 1,
  ceiling: false,
};

/** Builds, tests and packs a copy of what a stranger wrote, with packages from the registry only. */
async function develop(cli: InstalledCli, name: string): Promise<void> {
  const folder = join(cli.folder, name);
  cpSync(fixture(`third-party/${name}`), folder, { recursive: true });
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Versioned & { version: string };
  writeFileSync(
    file,
    JSON.stringify({ ...withVersion(manifest, version), version: manifest.version }, null, 2),
  );
  assert.not.ok(existsSync(join(folder, 'node_modules')) || existsSync(join(folder, 'dist')), name);
  await cli.npm('install', '--prefix', name, '--prefer-offline');
  await cli.npm('run', 'build', '--prefix', name);
  assert.ok(existsSync(join(folder, 'dist', 'conformance.test.js')), name);
  await cli.npm('test', '--prefix', name);
  await cli.npm('pack', `./${name}`);
  const { messages } = await publint({ pkgDir: folder, strict: true });
  assert.equal(messages, [], name);
}

function assertMeasured({ rows, trials }: Document): void {
  assert.is(rows.length, 9);
  for (const { cell, calls, failedCalls, trials: launches } of rows) {
    assert.equal(launches, { completed: 1, failed: 0, planned: 1 }, cell.id);
    assert.ok(calls > 0, cell.id);
    assert.is(failedCalls, 0, cell.id);
  }
  assert.equal([...new Set(trials.map(({ status }) => status))], ['completed']);
}

/** Memory of both peers, in bytes, as far as it can be said what it must be. */
function assertEvidence({ metrics }: Row, evidence: readonly EvidenceRecord[]): void {
  assert.equal(
    evidence.map(({ collector, peer, window, status }) => [collector, peer, window, status]).sort(),
    [
      ['smaps', 'client', 'measure', 'completed'],
      ['smaps', 'server', 'measure', 'completed'],
    ],
  );
  for (const { peer, notes, metrics: found } of evidence) {
    assert.equal(notes, []);
    assert.equal([...new Set(found.map(({ unit, kind }) => `${unit} ${kind}`))], ['bytes gauge']);
    const bytes = (name: string): number =>
      metrics.find((metric) => metric.peer === peer && metric.name === name)?.value ?? Number.NaN;
    assert.ok(bytes('uss') > 0, peer);
    assert.ok(bytes('uss') <= bytes('pss'), peer);
    assert.ok(bytes('pss') <= bytes('rss'), peer);
  }
}

test("strangers' plugins build, pass their kits, are installed, listed, and measure; nothing is left", async () => {
  if (!existsSync('/proc/self/smaps_rollup')) {
    console.log('SKIPPED: there is no /proc/self/smaps_rollup');
    return;
  }
  // Everything below, npm too, gets its temporary files and its mark by this variable.
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'wiretax-strangers-')));
  process.once('exit', () => {
    rmSync(base, { recursive: true, force: true });
  });
  process.env['TMPDIR'] = base;
  await withInstalledCli({ 'study.json': JSON.stringify(study) }, async (cli) => {
    await Promise.all(plugins.map((name) => develop(cli, name)));
    assert.equal(markedProcesses(`TMPDIR=${base}`), []);

    await succeeds(cli, 'plugins', 'install', ...plugins.map((name) => `./${name}-0.1.0.tgz`));
    const listed = await succeeds(cli, 'list');
    assert.match(listed, /^ +ws +wiretax-plugin-ws 0\.1\.0 \(installed\)/m);
    assert.match(listed, /^ +smaps +wiretax-plugin-smaps 0\.1\.0 \(installed\)/m);

    const document = await runJson(cli, 'study.json');
    assertMeasured(document);
    // The commands that wiretax brings in packages of their own.
    assert.match(await succeeds(cli, 'history'), document.manifest.id);
    for (const command of ['compare', 'explain'])
      assert.match(await succeeds(cli, command, '--help'), 'USAGE');
    for (const { cell, evidence } of document.trials) assertEvidence(rowOf(document, cell), evidence);
    const ofStrangers = document.manifest.plugins.filter(({ name }) => name.startsWith('wiretax-plugin-'));
    assert.equal(
      ofStrangers.map(({ name, version }) => `${name} ${version}`).sort(),
      plugins.map((name) => `${name} 0.1.0`).sort(),
    );
    assert.match(
      document.manifest.plugins.find(({ name }) => name === 'wiretax-plugin-ws')?.dependencies['ws'] ?? '',
      /^8\./,
    );
    writeFileSync(join(cli.folder, 'wiretax.config.json'), JSON.stringify(profiled));
    await assertAttributed(cli, {
      'wiretax-plugin-ws': 'protocol',
      ws: 'protocol',
      '@wiretax/plugin-tcp': 'protocol',
      '@wiretax/plugin-protobuf': 'serialisation',
      '@wiretax/core': 'harness',
    });
    assert.equal(entriesBelow(cli.temporary), []);
  });
  // What is shared by the tests of a process goes when it ends; npm's log is that of the registry's start.
  const shared = /^(wiretax-(packed|installed)-|\.npm$)/;
  assert.equal(
    readdirSync(base).filter((name) => !shared.test(name)),
    [],
  );
});

test.run();
