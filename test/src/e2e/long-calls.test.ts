import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Latency } from '@wiretax/core';
import { longestToldNs } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';
import { documentOf, parseTrial, rowOf, trialLines } from './run-results.js';

const files = studyOf({
  plugins: fixture('long-calls/overdue.mjs'),
  transport: 'overdue',
  requests: 1500,
  thresholds: ['max(response) < 80s', 'mean(response) < 60s', 'p50(response) < 80s', 'p99(response) < 5ms'],
});

test('calls longer than histograms reach keep mean and maximum, and no percentile is made up', async () => {
  await withCli(files, async (cli) => {
    const { code, stderr, stdout } = await cli.run('run', '--json');
    assert.is(code, 1, stderr);
    assert.match(
      stderr,
      /threshold max of all cells < 80 s: crossed in 1 of 1 cell\n {2}overdue\.64B\.c1: 90\.0 s/,
    );
    assert.match(stderr, 'threshold mean of all cells < 60 s: held in 1 cell');
    assert.match(
      stderr,
      /p50 of all cells < 80 s: can't be told in 1 of 1 cell\n {2}overdue\.64B\.c1: > 68\.7 s, hist/,
    );
    assert.match(
      stderr,
      /p99 of all cells < 5 ms: crossed in 1 of 1 cell\n {2}overdue\.64B\.c1: > 68\.7 s, no interval/,
    );
    const { response } = rowOf(documentOf({ code, signal: null, stdout, stderr }), 'overdue.64B.c1');
    const { max, mean, p50, p99, overflow, min } = response;
    assert.equal([p50, p99, overflow], [null, null, 900]);
    assert.ok(max !== null && max > 90e9 && max < 100e9, String(max));
    assert.ok(mean !== null && mean > 54e9 && mean < 60e9, String(mean));
    assert.ok(min !== null && min < 10e9, String(min));

    const table = await cli.run('report', 'last', '--reporter', 'table,csv,markdown,html,svg');
    assert.is(table.code, 0, table.stderr);
    assert.match(table.stdout, /> 68\.7 s +> 68\.7 s +90\.\d s /);
    assert.match(table.stdout, '900 calls took longer than the 68.7 s that histograms reach');
    const { id } = newestRun(cli);
    const written = (file: string): string =>
      readFileSync(join(cli.folder, '.wiretax', 'runs', id, file), 'utf8');
    assert.match(written('report.md'), /\| > 68\.7 s \| > 68\.7 s \| /);
    assert.match(written('report.html'), '&gt; 68.7 s');
    for (const file of ['report.md', 'report.html', 'rows.csv']) {
      assert.not.match(written(file), String(longestToldNs), file);
      assert.not.match(written(file), /(?<!no further than|[>;]) 68\.7 s(?! that|:)/, file);
    }

    const history = await cli.run('history');
    assert.not.match(history.stdout, '68.7');
  });
});

test('runs of 0.1.0, which took such calls for the end of the range, are read as what they know', async () => {
  await withCli(files, async (cli) => {
    await cli.run('run', '--json');
    const { id } = newestRun(cli);
    const clamped = (latency: Latency): Latency =>
      latency.overflow === 0
        ? latency
        : {
            ...latency,
            mean: (latency.mean ?? 0) - 0.6 * (90e9 - longestToldNs),
            max: longestToldNs,
            p50: longestToldNs,
            p90: longestToldNs,
            p99: longestToldNs,
          };
    const lines = trialLines(cli.folder, id).map((line) => {
      const trial = parseTrial(line);
      const { measured } = trial;
      if (measured === undefined) return line;
      const { response, service } = measured;
      return `${JSON.stringify({ ...trial, measured: { ...measured, response: clamped(response), service: clamped(service) } })}\n`;
    });
    writeFileSync(join(cli.folder, '.wiretax', 'runs', id, 'trials.jsonl'), lines.join(''));
    const { stdout } = await cli.run('report', 'last', '--reporter', 'table');
    assert.match(stdout, /> 68\.7 s +> 68\.7 s +> 68\.7 s /);
    const { rows, trials } = documentOf(await cli.run('report', 'last', '--reporter', 'json'));
    for (const { max, mean, p50, p99 } of [
      rows[0]?.response,
      trials[0]?.measured?.response,
      trials[0]?.measured?.service,
    ].flatMap((latency) => latency ?? [])) {
      assert.equal([max, mean, p50, p99], [null, null, null, null]);
    }
  });
});

test.run();
