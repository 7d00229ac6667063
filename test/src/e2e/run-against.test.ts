import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Manifest } from '@wiretax/core';
import { type Cli, withCli } from './cli.js';
import { parseTrial, storedRuns, trialLines, trialName } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

const config = `
transport: tcp
concurrency: [1, 2]
duration: 60ms
warmup: { min: 10ms, max: 20ms, calls: 0 }
repetitions: 3
collectors: []
reporters: []
`;
const files = { 'new.yaml': `${config}seed: 5\n`, 'old.yaml': config };

function manifestOf(cli: Cli, id: string): Manifest {
  return JSON.parse(
    readFileSync(join(cli.folder, '.wiretax', 'runs', id, 'manifest.json'), 'utf8'),
  ) as Manifest;
}

/** The two runs, the baseline first. */
function halves(cli: Cli): readonly [string, string] {
  const ids = storedRuns(cli.folder);
  assert.is(ids.length, 2);
  const [one = '', other = ''] = ids;
  return one.endsWith('baseline') ? [one, other] : [other, one];
}

test('two studies run interleaved, a trial at a time, in folders that name each other', async () => {
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('run', 'new.yaml', '--against', 'old.yaml');
    // Both are the same, but one in many such comparisons claims otherwise.
    assert.ok(code === 0 || code === 1, stderr);
    forgetDisturbances(cli);
    const { stdout } = await cli.run('compare', '--fail-on', 'none');
    assert.match(stdout.replace(/\s+/g, ' '), /Launches of both alternated/);
    assert.match(
      stdout.replace(/\s+/g, ' '),
      /No other state of the machine was found: wake-ups|The machine was in another state, although/,
    );
    assert.match(stdout, /Change from A to B/);
    const [baseline, candidate] = halves(cli);
    assert.match(baseline, /-old-\w+-baseline$/);
    assert.match(candidate, /-new-\w+-candidate$/);
    assert.equal(manifestOf(cli, baseline).against, { run: candidate, role: 'baseline' });
    assert.equal(manifestOf(cli, candidate).against, { run: baseline, role: 'candidate' });
    assert.is(manifestOf(cli, baseline).experiment.seed, 5);

    const trials = [baseline, candidate].flatMap((id, half) =>
      trialLines(cli.folder, id).map((line) => ({ ...parseTrial(line), half })),
    );
    assert.is(trials.length, 2 * (2 + 6));
    const spans = trials
      .map(({ startedAt, durationNs, half, ...trial }) => {
        const startMs = Date.parse(startedAt);
        return { startMs, endMs: startMs + durationNs / 1e6, half, name: trialName(trial) };
      })
      .sort((a, b) => a.startMs - b.startMs);
    for (const [index, { startMs }] of spans.entries()) {
      // Start times are whole milliseconds.
      const before = spans[index - 1];
      assert.ok(before === undefined || startMs + 1 >= before.endMs, 'one trial at a time');
    }
    for (let at = 0; at < spans.length; at += 2) assert.is.not(spans[at]?.half, spans[at + 1]?.half);
  });
});

test('an interruption ends both; each is resumed on its own, and says that it is alone', async () => {
  await withCli(files, async (cli) => {
    const started = cli.start('run', 'new.yaml', '--against', 'old.yaml');
    assert.ok(await started.saw(/^baseline +3\/8/), started.stderr());
    started.process.kill('SIGINT');
    const { code, stderr } = await started.finished;
    assert.is(code, 130, stderr);
    for (const id of halves(cli)) assert.match(stderr, `run --resume ${id}`);
    assert.match(stderr, /no longer interleaved/);
    await cli.allGone();

    const [baseline, candidate] = halves(cli);
    const resumed = await cli.run('run', '--resume', candidate);
    assert.is(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stderr, `warning: its launches from now on are not interleaved with ${baseline}`);
    assert.is(new Set(trialLines(cli.folder, candidate).map((line) => trialName(parseTrial(line)))).size, 8);
    assert.ok(trialLines(cli.folder, baseline).length < 8);
  });
});

test('what can not be interleaved is refused before anything runs', async () => {
  await withCli(
    { ...files, 'more.yaml': `${config}\n`.replace('repetitions: 3', 'repetitions: 4') },
    async (cli) => {
      for (const [args, says] of [
        [['--against', 'more.yaml'], /repetitions: must be the same in both/],
        [['--against', 'old.yaml', '--json'], /two runs are two documents/],
        [['--against', 'od.yaml'], /od\.yaml can't be run/],
        [['--against', 'old.yaml', '--resume', 'last'], /--against: leave it out/],
      ] as const) {
        const { code, stderr } = await cli.run('run', 'new.yaml', ...args);
        assert.is(code, 2, stderr);
        assert.match(stderr, says);
      }
      const plan = await cli.run('run', 'new.yaml', '--against', 'old.yaml', '--dry-run');
      assert.match(plan.stdout, /^baseline old: .*\n[^]*^candidate new: /m);
      assert.equal(storedRuns(cli.folder), []);
    },
  );
});

test.run();
