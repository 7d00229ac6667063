import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { runJson, storedRuns } from './run-results.js';

/** A study that is spread over files: a base and a plugin of its own. */
const study = {
  'base.yaml': 'transport: [tcp, rest]\nconcurrency: [1, 2]\n',
  'wiretax.config.yaml': `
extends: ./base.yaml
plugins: [./straight.mjs]
flow: [none, straight]
duration: 50ms
warmup: { min: 10ms, max: 20ms }
repetitions: 2
`,
  'straight.mjs': `
export default {
  name: 'straight',
  api: 2,
  apply(bench) {
    bench.flows.add('straight', { around: (call) => call });
  },
};
`,
};
const cells = 8;
const controls = 2;

function removeSources({ folder }: Cli): void {
  for (const file of Object.keys(study)) rmSync(join(folder, file));
}

test('a stored run is reported in every form after its sources are gone', async () => {
  await withCli(study, async (cli) => {
    const first = await cli.run('run', '--json', '--quiet');
    assert.is(first.code, 0, first.stderr);
    assert.is(first.stderr, '');
    removeSources(cli);
    const [id = ''] = storedRuns(cli.folder);
    const folder = join(cli.folder, '.wiretax', 'runs', id);
    const report = async (...reporters: readonly string[]) => {
      const finished = await cli.run('report', id, ...reporters.flatMap((name) => ['--reporter', name]));
      assert.is(finished.code, 0, finished.stderr);
      assert.match(
        finished.stderr,
        /^warning: [^\n]* plugin straight local, [^\n]* was not imported; [^\n]*\n$/,
      );
      return finished.stdout;
    };

    assert.is(await report('json'), first.stdout);
    assert.is(await report(), first.stdout, 'those of the run, when none is asked for');

    const table = await report('table');
    for (const name of ['tcp', 'rest', id]) assert.ok(table.includes(name), table);

    assert.match(await report('csv'), /rows\.csv/);
    const rows = readFileSync(join(folder, 'rows.csv'), 'utf8').trimEnd().split('\n');
    assert.is(rows.length, 1 + cells + controls);

    assert.match(await report('markdown'), /report\.md/);
    const page = readFileSync(join(folder, 'report.md'), 'utf8');
    assert.ok(page.startsWith('# ') && page.includes(id), page.slice(0, 200));

    rmSync(join(folder, 'rows.csv'));
    rmSync(join(folder, 'report.md'));
    const all = await cli.run('report', 'last', '--reporter', 'csv,markdown,table');
    assert.is(all.code, 0, all.stderr);
    assert.ok(existsSync(join(folder, 'rows.csv')) && existsSync(join(folder, 'report.md')));
  });
});

test('an unknown reporter or run is refused with what there is', async () => {
  await withCli(study, async (cli) => {
    const none = await cli.run('report');
    assert.is(none.code, 2);
    assert.match(none.stderr, /holds none/);
    const { run } = await runJson(cli, '--transport', 'tcp', '--flow', 'none', '--reps', '1');
    const reporter = await cli.run('report', run, '--reporter', 'markdwon');
    assert.is(reporter.code, 2);
    assert.match(reporter.stderr, /markdwon.*\n?.*markdown/);
  });
});

test('a dry run shows the plan and touches nothing', async () => {
  await withCli(study, async (cli) => {
    const { code, stdout } = await cli.run('run', '--dry-run');
    assert.is(code, 0);
    assert.match(stdout, /8 cells × 2 launches = 16 trials/);
    assert.ok(!existsSync(join(cli.folder, '.wiretax')));
    const json = await cli.run('run', '--dry-run', '--json');
    const plan = JSON.parse(json.stdout) as { trials: unknown[]; estimateMs: number };
    assert.is(plan.trials.length, cells * 2 + controls);
    assert.ok(plan.estimateMs > 0);
    assert.ok(!existsSync(join(cli.folder, '.wiretax')));
  });
});

test('list names what is there and where it comes from', async () => {
  await withCli(study, async (cli) => {
    const { code, stdout } = await cli.run('list');
    assert.is(code, 0);
    for (const name of ['tcp', 'rest', 'grpc', 'null', 'protobuf', 'json', 'closed', 'semaphore', 'usage']) {
      assert.match(stdout, new RegExp(`^ {2}${name} +@wiretax/plugin-`, 'm'));
    }
    assert.match(stdout, /^ {2}quick /m);
    assert.match(stdout, /straight/);
    const json = await cli.run('list', 'transports', '--json');
    const { transports } = JSON.parse(json.stdout) as { transports: { name: string }[] };
    assert.equal(transports.map(({ name }) => name).sort(), ['grpc', 'null', 'rest', 'tcp']);
  });
});

test('doctor says what this machine can do', async () => {
  await withCli({}, async (cli) => {
    const { code, stdout } = await cli.run('doctor', '--json');
    const { checks } = JSON.parse(stdout) as { checks: { name: string; status: string }[] };
    const failed = checks.filter(({ status }) => status === 'fail');
    assert.is(code, failed.length > 0 ? 1 : 0);
    assert.ok(checks.length > 5);
    const text = await cli.run('doctor');
    assert.is(text.code, code);
    assert.match(text.stdout, /node .*v\d+/);
  });
});

test.run();
