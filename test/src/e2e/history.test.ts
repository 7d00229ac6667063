import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newestRun, studyOf } from './bad-luck-study.js';
import { type Cli, withCli } from './cli.js';

const study = studyOf({ transport: 'tcp', size: '64B', concurrency: 1, requests: 300, repetitions: 3 });

interface Listed {
  readonly runs: readonly { readonly id: string; readonly done: number; readonly notes: readonly string[] }[];
  readonly broken: readonly { readonly id: string; readonly reason: string }[];
}

interface Followed {
  readonly points: readonly {
    readonly value: number | null;
    readonly interval: { readonly low: number; readonly high: number } | null;
    readonly againstBefore: { readonly change: number; readonly intervals: string } | null;
    readonly againstMedian: number | null;
    readonly notes: readonly string[];
  }[];
}

async function told<T>(cli: Cli, ...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await cli.run('history', '--format', 'json', ...args);
  assert.is(code, 0, stderr);
  return JSON.parse(stdout) as T;
}

test('runs are listed and a cell is followed; what is broken is said and stops nothing', async () => {
  await withCli(study, async (cli) => {
    assert.match((await cli.run('history')).stdout, 'No runs yet');
    for (let run = 0; run < 2; run += 1) assert.is((await cli.run('run', '-q')).code, 0);
    const runs = join(cli.folder, '.wiretax', 'runs');
    const { id } = newestRun(cli);
    const manifest = join(runs, id, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"kernel": "[^"]*"/, '"kernel": "9.9.9"'));
    for (const run of readdirSync(runs)) {
      const trials = join(runs, run, 'trials.jsonl');
      const wakeNs = run === id ? 100_000 : 50_000;
      writeFileSync(
        trials,
        readFileSync(trials, 'utf8').replace(/"wakeNs":\w+/g, `"wakeNs":${String(wakeNs)}`),
      );
    }
    appendFileSync(join(runs, id, 'trials.jsonl'), '{"schema":1,"ce');
    for (const [name, text] of [
      ['old', '{"schema":0}'],
      ['holes', '{"schema":1}'],
      ['edited', 'not JSON'],
    ] as const) {
      mkdirSync(join(runs, name));
      writeFileSync(join(runs, name, 'manifest.json'), text);
    }
    mkdirSync(join(runs, 'empty'));

    const { runs: listed, broken } = await told<Listed>(cli);
    assert.equal(
      listed.map(({ done }) => done),
      [3, 3],
    );
    assert.match(listed[1]?.notes.join() ?? '', 'torn');
    assert.equal(
      broken.map((run) => run.id),
      ['edited', 'empty', 'holes', 'old'],
    );
    assert.match(broken[3]?.reason ?? '', 'schema 0');
    const text = await cli.run('history');
    assert.is(text.code, 0, text.stderr);
    assert.match(text.stdout, /wake-ups.*\n.*50\.0 µs.*\n.*100 µs/);
    assert.match(text.stdout, "empty can't be read: it has no manifest.json");
    assert.match((await cli.run('history', '--format', 'csv')).stdout, /^run,started_at,name,.*\r\n/);

    const { points } = await told<Followed>(cli, '--cell', 'tcp.64B.c1');
    const [first, second] = points;
    assert.ok(first?.interval && first.interval.low <= (first.value ?? 0));
    assert.is(first.againstBefore, null);
    assert.match(second?.againstBefore?.intervals ?? '', /^(overlap|apart)$/);
    assert.ok(Math.abs((second?.againstBefore?.change ?? 0) - (second?.againstMedian ?? 1)) < 1e-9);
    assert.match(second?.notes.join() ?? '', 'kernel 9.9.9, was ');
    assert.match(
      second?.notes.join() ?? '',
      'another state of the machine: wake-ups took 2.0 times as long in this run as in the run before',
    );
    const rates = await cli.run('history', '--cell', 'tcp.64B.c1', '--figure', 'throughput');
    assert.match(rates.stdout, /tcp\.64B\.c1: throughput over 2 runs/);

    const page = await cli.run('history', '--cell', 'tcp.64B.c1', '--reporter', 'html');
    assert.match(page.stdout, /\n\S+history\.tcp\.64B\.c1\.p50\.html\n$/);
    const written = readFileSync(join(cli.folder, '.wiretax', 'history.tcp.64B.c1.p50.html'), 'utf8');
    assert.match(written, /id="chart-trend"[^]*kernel 9\.9\.9, was /);
    const unnamed = await cli.run('history', '--reporter', 'html');
    assert.is(unnamed.code, 2);
    assert.match(unnamed.stderr, 'such as --cell tcp.64B.c1');

    const wrong = await cli.run('history', '--cell', 'tpc.64B.c1');
    assert.is(wrong.code, 2);
    assert.match(wrong.stderr, /no run has a cell tpc\.64B\.c1.*tcp\.64B\.c1/s);
  });
});

test.run();
