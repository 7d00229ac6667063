import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { documentOf, parseTrial, runJson, storedRuns, trialLines, trialName } from './run-results.js';

const kills = 20;
const seed = 20;
const config = `
name: small
transport: [tcp, rest, grpc]
concurrency: [1, 3]
link: [tcp, unix]
duration: 30ms
warmup: { min: 10ms, max: 20ms }
repetitions: 2
seed: 7
`;
const cells = 12;
const controls = 2;
const trials = cells * 2 + controls;

interface Moment {
  /** Trials that are to be finished before. */
  readonly after: number;
  /** How long after that, in parts of the time that a trial takes. */
  readonly into: number;
}

/** Spread over the run, at any stage of a trial; every fourth one at any stage of the start of the command. */
const moments: readonly Moment[] = fc
  .sample(fc.noBias(fc.nat({ max: 999 })), { seed, numRuns: kills })
  .map((part, index) => ({
    after: index % 4 === 3 ? 0 : Math.floor((index * (trials - 4)) / kills),
    into: part / 1000,
  }));

function nameOf(line: string): string {
  return trialName(parseTrial(line));
}

/** Runs until the moment has come, then kills the coordinator. False if it ended by itself before. */
async function killAt(
  cli: Cli,
  args: readonly string[],
  finished: number,
  at: Moment,
  trialMs: number,
): Promise<boolean> {
  const started = cli.start('run', ...args);
  if (!(await started.saw(/^\d+\/\d+ /, Math.max(0, at.after - finished)))) return false;
  await sleep(at.into * trialMs);
  started.process.kill('SIGKILL');
  return (await started.finished).signal === 'SIGKILL';
}

test('killed at 20 moments and resumed: no finished trial is lost, none runs twice', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const whole = await runJson(cli);
    const order = whole.trials.map(trialName);
    assert.is(order.length, trials);
    const [reference] = storedRuns(cli.folder);

    let id: string | undefined;
    let kept: readonly string[] = [];
    let trialMs = Math.min(...whole.trials.map(({ durationNs }) => durationNs / 1e6));
    let killed = 0;
    for (const moment of moments) {
      const args = id === undefined ? [] : ['--resume', id];
      if (await killAt(cli, args, kept.length, moment, trialMs)) killed += 1;
      await cli.allGone();
      id ??= storedRuns(cli.folder).find((run) => run !== reference);
      if (id === undefined) continue;
      const now = trialLines(cli.folder, id);
      assert.equal(now.slice(0, kept.length), kept, 'what had finished is unchanged');
      kept = now;
      // The machine may have more to do at one time than at another.
      trialMs = Math.min(...kept.slice(-2).map((line) => parseTrial(line).durationNs / 1e6), 10_000);
    }
    assert.is(killed, kills, 'every kill came before the end');
    if (id === undefined) throw new Error('no kill left a run behind');
    assert.ok(kept.length > trials / 2, `${String(kept.length)} trials were finished between kills`);

    const last = await cli.run('run', '--resume', id, '--quiet');
    assert.is(last.code, 0, last.stderr);
    const lines = trialLines(cli.folder, id);
    assert.equal(lines.slice(0, kept.length), kept);
    assert.equal(lines.map(nameOf), order);
    assert.is(new Set(lines.map(nameOf)).size, trials);

    const report = documentOf(await cli.run('report', id, '--reporter', 'json'));
    assert.is(report.run, id);
    assert.is(report.trials.length, trials);
    assert.is(report.rows.length, cells);
    assert.is(report.controls.length, controls);
    for (const { cell, trials: count, calls } of [...report.rows, ...report.controls]) {
      assert.equal(count, { completed: count.planned, failed: 0, planned: count.planned }, cell.id);
      assert.ok(calls > 0, cell.id);
    }
  });
});

test.run();
