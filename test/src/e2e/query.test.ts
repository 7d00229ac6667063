import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Timeline, TrialRecord } from '@wiretax/core';
import { overlayCollections, parseCollections } from '@wiretax/statistics';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { type Cli, withCli } from './cli.js';
import { succeeds } from './plugin-door-cli.js';
import { parseTrial, storedRuns, trialLines } from './run-results.js';

const study = (collectors: readonly string[]): string =>
  JSON.stringify({
    extends: 'quick',
    transport: ['tcp', { use: 'tcp', as: 'drop' }],
    size: '64B',
    concurrency: 4,
    collectors,
    repetitions: 2,
    duration: '200ms',
    warmup: { min: '100ms', max: '300ms', calls: 100 },
    reporters: ['json'],
  });

async function ask(cli: Cli, sql: string): Promise<unknown> {
  return JSON.parse(await succeeds(cli, 'query', 'last', sql, '--format', 'json'));
}

test('every call of a run in SQL, and slices that add up to it', async () => {
  await withCli({ 'kept.json': study(['samples', 'runtime']), 'plain.json': study([]) }, async (cli) => {
    for (const args of [
      ['query', 'last', 'select 1'],
      ['query', '--help'],
      ['query', '-h'],
      ['help', 'query'],
    ]) {
      const unknown = await cli.run(...args);
      assert.is(unknown.code, 2);
      assert.is(unknown.stdout, '');
      assert.match(unknown.stderr, 'query: this command comes in a package of its own');
      assert.match(unknown.stderr, /it with .* plugins (link|install) /);
    }

    await succeeds(cli, 'plugins', 'link', join(root, 'plugins', 'commands', 'query'));
    for (const args of [
      ['query', '--help'],
      ['query', '-h'],
      ['help', 'query'],
    ])
      assert.match(
        await succeeds(cli, ...args),
        /^Ask a stored run in SQL\.\n\nUSAGE\n {2}\$ wiretax query RUN SQL \[--format/,
      );
    await succeeds(cli, 'run', 'kept.json');
    const [id = ''] = storedRuns(cli.folder);
    const directory = join(cli.folder, '.wiretax', 'runs', id);
    const measured = trialLines(cli.folder, id)
      .map(parseTrial)
      .filter(({ control }) => !control);
    const counted = `select s.cell, s.trial, count(*)::int = any_value(t.calls) as every,
      max(response) = any_value(t.response_max) as longest, min(response) = any_value(t.response_min) as shortest,
      bool_and(response = service + lag) as adds from samples s join trials t using (cell, trial) group by all order by all`;
    assert.equal(
      await ask(cli, counted),
      ['drop.64B.c4', 'tcp.64B.c4'].flatMap((cell) =>
        [1, 2].map((trial) => ({ cell, trial, every: true, longest: true, shortest: true, adds: true })),
      ),
    );
    assert.is(measured.length, 4);
    for (const trial of measured) checkTimeline(directory, trial);
    assert.equal(
      await ask(
        cli,
        'select distinct transport, verdict is null as unjudged from rows where not control order by 1',
      ),
      [
        { transport: 'drop', unjudged: false },
        { transport: 'tcp', unjudged: false },
      ],
    );

    const wrong = await cli.run('query', 'last', "select 'it''s from samples");
    assert.is(wrong.code, 2);
    assert.match(wrong.stderr, /E_QUERY: the query failed\n.*Parser Error: unterminated quoted string/s);
    const reaching = await cli.run('query', 'last', "select * from read_text('kept.json')");
    assert.is(reaching.code, 2);
    assert.match(reaching.stderr, 'file system operations are disabled');

    const endless =
      'select count(*) from range(10000000000) a, range(10000000000) b where a.range % 7 = b.range % 5';
    const limited = await cli.run('query', 'last', endless, '--limit', '200ms');
    assert.is(limited.code, 1);
    assert.match(limited.stderr, /error E_QUERY_LIMIT: .* longer than 200ms/);
    const rows = 'select range as n from range(10000000000)';
    const interrupted = cli.start('query', 'last', rows, '--format', 'csv');
    await new Promise((resolve) => interrupted.process.stdout?.once('data', resolve));
    interrupted.signalGroup('SIGINT');
    const { code, stderr } = await interrupted.finished;
    assert.is(code, 130);
    assert.match(stderr, 'error E_INTERRUPTED: the query was interrupted');

    await succeeds(cli, 'run', 'plain.json');
    const none = await cli.run('query', 'last', 'select count(*) from samples');
    assert.is(none.code, 2);
    assert.match(none.stderr, 'this run kept none; run it again with --collect samples');
  });
});

function checkTimeline(directory: string, trial: TrialRecord): void {
  const folder = join(directory, 'trials', trial.cell, String(trial.trial));
  const { measured } = trial;
  assert.ok(measured);
  const timeline = JSON.parse(readFileSync(join(folder, 'timeline.json'), 'utf8')) as Timeline;
  // Slices also have the calls that were in flight when the window began, of which the longest may be one.
  const early = timeline.calls.reduce((sum, calls) => sum + calls, 0) - measured.calls;
  assert.ok(early >= 0 && early <= 10, `${String(early)} calls before the window`);
  assert.ok(Math.max(...timeline.worstNs) >= (measured.response.max ?? Infinity));
  assert.ok(timeline.calls.length <= 1024);
  const pauses = (['client', 'server'] as const).flatMap((role) =>
    parseCollections(readFileSync(join(folder, `runtime-${role}`, 'gc.json'), 'utf8'), role),
  );
  const { slices, statement } = overlayCollections(timeline, pauses);
  assert.is(slices.length, timeline.calls.filter((calls) => calls > 0).length);
  assert.ok(statement.length > 0);
  const window = {
    fromNs: timeline.startNs,
    toNs: timeline.startNs + timeline.sliceNs * timeline.calls.length,
  };
  for (const { startNs } of pauses) {
    // One clock: attaching comes a little before the window, detaching a little after it.
    assert.ok(startNs > window.fromNs - 5e9 && startNs < window.toNs + 5e9);
  }
}

test.run();
