import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type InstalledCli, withInstalledCli } from './plugin-door-cli.js';
import { documentOf } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

const kinds = ['transport', 'link', 'codec', 'flow', 'load', 'collector', 'analysis', 'reporter'] as const;
type Kind = (typeof kinds)[number];

const nameOf = (kind: Kind): string => `sample-${kind}`;
const packageOf = (kind: Kind): string => `wiretax-plugin-${nameOf(kind)}`;
const tarballOf = (kind: Kind): string => `./${packageOf(kind)}-0.1.0.tgz`;

/** Uses all but one; an analysis is part of every run. */
const study = {
  name: 'all',
  transport: nameOf('transport'),
  link: nameOf('link'),
  codec: nameOf('codec'),
  flow: [{ use: nameOf('flow'), slots: 4 }],
  collectors: [nameOf('collector')],
  reporters: [nameOf('reporter')],
  concurrency: 8,
  requests: 200,
  warmup: { max: 0 },
  repetitions: 1,
  ceiling: false,
};
const files = {
  'closed.json': JSON.stringify(study),
  'open.json': JSON.stringify({ ...study, load: { use: nameOf('load'), rate: 4000 } }),
};

async function succeeds(cli: InstalledCli, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await cli.run(...args);
  assert.is(code, 0, `${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** As its author would do it. */
async function develop(cli: InstalledCli, kind: Kind): Promise<void> {
  const folder = packageOf(kind);
  await succeeds(cli, 'plugin', 'new', kind, nameOf(kind));
  // A name that npm would not have packed.
  assert.ok(existsSync(join(cli.folder, folder, '.gitignore')));
  await cli.npm('install', '--prefix', folder, '--prefer-offline');
  await cli.npm('test', '--prefix', folder);
  assert.match(await succeeds(cli, 'run', join(folder, 'study.yaml'), '--dry-run'), /launch/);
  await cli.npm('pack', `./${folder}`);
  const { messages } = await publint({ pkgDir: join(cli.folder, folder), strict: true });
  assert.equal(messages, [], folder);
}

test('a plugin of each kind is written, builds, passes, is packed, is installed, and runs', async () => {
  await withInstalledCli(files, async (cli) => {
    // The first fills npm's cache for the others.
    const [first, ...others] = kinds;
    await develop(cli, first);
    const work = async (): Promise<void> => {
      for (let kind = others.shift(); kind !== undefined; kind = others.shift()) await develop(cli, kind);
    };
    await Promise.all([work(), work()]);
    await succeeds(cli, 'plugins', 'link', packageOf('codec'));
    assert.match(await succeeds(cli, 'list', 'codecs'), /sample-codec +\S+ 0\.1\.0 \(linked\)/);
    await succeeds(cli, 'plugins', 'unlink', packageOf('codec'));
    await succeeds(cli, 'plugins', 'install', ...kinds.map(tarballOf));
    const listed = await succeeds(cli, 'list');
    for (const kind of kinds) {
      assert.match(
        listed,
        new RegExp(`^ +${nameOf(kind)} +${packageOf(kind)} 0\\.1\\.0 \\(installed\\)`, 'm'),
      );
    }

    const open = await succeeds(cli, 'run', 'open.json');
    assert.match(open, /^sample-transport\.64B\.c8\.\S+: \d+\/s, P50 \S+ \S+, P99 /m);

    await succeeds(cli, 'run', 'closed.json', '--json');
    forgetDisturbances(cli);
    const closed = documentOf(await cli.run('report', 'last', '--reporter', 'json'));
    const [row] = closed.rows;
    assert.ok(row);
    assert.is(row.calls, 1600);
    assert.ok(row.metrics.some(({ collector, value }) => collector === nameOf('collector') && value > 0));
    const [finding] = closed.findings.filter(({ id }) => id === 'sample-analysis.worst');
    assert.equal(finding?.cells, [row.cell.id]);
    const loaded = closed.manifest.plugins.map(({ name }) => name);
    for (const kind of ['transport', 'link', 'codec', 'flow', 'collector', 'analysis'] as const) {
      assert.ok(loaded.includes(packageOf(kind)), kind);
    }
  });
});

test.run();
