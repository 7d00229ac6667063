import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';
import { storedRuns } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

const study = studyOf({
  transport: ['tcp', 'rest'],
  size: ['64B'],
  serviceTime: ['0ms', '20ms'],
  requests: 20,
  repetitions: 3,
});

interface Told {
  readonly conclusion: string;
  readonly interleaved: boolean;
  readonly paired: boolean;
  readonly pool: {
    readonly cells: number;
    readonly differences: readonly { readonly figure: string }[];
  } | null;
  readonly comparisons: readonly {
    readonly a: string;
    readonly b: string;
    readonly figure: string;
    readonly ratio: number;
    readonly interval: { readonly low: number; readonly high: number } | null;
    readonly conclusion: string;
  }[];
}

test('cells of a run are compared, and something slower fails', async () => {
  await withCli(study, async (cli) => {
    assert.is((await cli.run('run')).code, 0);
    forgetDisturbances(cli);
    const cells = ['last', 'tcp.64B.c1', 'tcp.64B.c1.s20.0ms'];
    const slower = await cli.run('compare', ...cells);
    assert.is(slower.code, 1, slower.stderr);
    assert.match(slower.stdout, /^tcp\.64B\.c1\.s20\.0ms is worse than tcp\.64B\.c1 in \d of \d figures/);
    assert.is((await cli.run('compare', ...cells, '--fail-on', 'none')).code, 0);
    const faster = await cli.run('compare', 'last:tcp.64B.c1.s20.0ms', 'last:tcp.64B.c1', '--format', 'json');
    const told = JSON.parse(faster.stdout) as Told;
    assert.ok(told.interleaved);
    const p50 = told.comparisons.find(({ figure }) => figure === 'p50');
    assert.is(p50?.conclusion, 'faster');
    assert.ok(p50 !== undefined && p50.ratio < 0.5 && (p50.interval?.high ?? 1) < 0.9);
    assert.ok(told.paired);
    assert.is(told.pool, null);
    const pooled = await cli.run('compare', 'last', 'tcp', 'rest', '--pool', '*.s20.0ms', '--format', 'json');
    const { pool } = JSON.parse(pooled.stdout) as Told;
    assert.ok(pool !== null);
    assert.is(pool.cells, 1);
    assert.is(pool.differences[0]?.figure, 'p50');
    const page = await cli.run('compare', 'last', 'tcp', 'rest', '--reporter', 'html', '--fail-on', 'none');
    assert.is(page.code, 0, page.stderr);
    const [path = ''] = /\S+compare\.tcp\.rest\.html$/.exec(page.stdout.trimEnd()) ?? [];
    assert.match(
      readFileSync(join(cli.folder, path), 'utf8'),
      /<h1>tcp and rest<\/h1>[^]*id="chart-effects"/,
    );
    const markdown = await cli.run('compare', 'last', 'tcp', 'rest', '--format', 'markdown');
    assert.match(markdown.stdout, /^## tcp and rest\n/);
    assert.match(markdown.stdout, /\| tcp\.64B\.c1\.s20\.0ms → rest\.64B\.c1\.s20\.0ms P50 \|/);
  });
});

test('runs are compared cell by cell, with what differs between them', async () => {
  await withCli(study, async (cli) => {
    assert.is((await cli.run('run')).code, 0);
    assert.is((await cli.run('run', '--reps', '1', '--transport', 'tcp')).code, 0);
    forgetDisturbances(cli);
    const [first = ''] = storedRuns(cli.folder);
    const few = await cli.run('compare', first, 'last');
    assert.is(few.code, 0, few.stderr);
    assert.match(few.stdout, /^Nothing can be claimed about A and B/);
    assert.match(few.stdout, 'the runs were not interleaved');
    assert.match(few.stdout, 'the configs differ in repetitions');
    assert.match(few.stdout, 'only A has rest.64B.c1 and rest.64B.c1.s20.0ms');
    assert.is((await cli.run('compare', first, 'last', '--fail-on', 'undecided')).code, 1);
  });
});

test('what was run against another is compared with it', async () => {
  const other = JSON.stringify({
    ...(JSON.parse(study['wiretax.config.json'] ?? '') as object),
    name: 'other',
  });
  await withCli({ ...study, 'other.json': other }, async (cli) => {
    const both = await cli.run(
      'run',
      '--against',
      'other.json',
      '--service-time',
      '0ms',
      '--transport',
      'tcp',
    );
    // Three short launches of the same differ by chance now and then; then it ends with 1, and says so.
    const slower = /\sis\s+worse\s+than\s/.test(both.stdout);
    assert.is(both.code, slower ? 1 : 0, both.stderr);
    forgetDisturbances(cli);
    const { stdout, stderr } = await cli.run('compare', '--fail-on', 'none', '--format', 'json');
    const told = JSON.parse(stdout) as Told & { readonly a: unknown; readonly b: unknown };
    assert.ok(told.interleaved && told.paired, stderr);
    assert.equal(
      [told.a, told.b].map((side) => (side as { role: unknown }).role),
      ['baseline', 'candidate'],
    );
    assert.ok(told.comparisons.length >= 3);
  });
});

test('what can’t be compared is refused', async () => {
  await withCli(study, async (cli) => {
    assert.is((await cli.run('compare', 'last', 'last')).code, 2);
    assert.is((await cli.run('run', '--reps', '1', '--transport', 'tcp')).code, 0);
    for (const [args, message] of [
      [['last', 'last'], /E_NOTHING_TO_COMPARE: last and last are the same/],
      [['last'], /was not run against another/],
      [
        ['last', 'tcp.64B.c1', 'tpc.64B.c1'],
        /E_UNKNOWN_CELL: [^]*tpc\.64B\.c1 is not a cell of .* Did you mean tcp\.64B\.c1\?/,
      ],
      [['last', 'tcp', 'tcp'], /no cell of tcp and another of tcp/],
      [['last', 'tcp', 'rest', '--margin', '3x'], /--margin/],
    ] as const) {
      const refused = await cli.run('compare', ...args);
      assert.is(refused.code, 2, args.join(' '));
      assert.match(refused.stderr, message);
    }
    const alone = await cli.run('explain', 'last');
    assert.is(alone.code, 2);
    assert.match(alone.stderr, /E_NOTHING_TO_EXPLAIN: \S+ has no two finished cells to compare/);
  });
});

test.run();
