import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { documentOf, parseTrial, storedRuns, trialLines, trialName } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

const config = `
name: pair
transport: [tcp, rest]
concurrency: 2
requests: 50
duration: 5s
warmup: { min: 1ms, max: 10ms, calls: 0 }
repetitions: 2
ceiling: false
collectors: []
reporters: []
`;

interface Run {
  readonly id: string;
  readonly directory: string;
}

async function finishedRun(cli: Cli): Promise<Run> {
  const { code, stderr } = await cli.run('run', '--quiet');
  assert.is(code, 0, stderr);
  const [id = ''] = storedRuns(cli.folder);
  return { id, directory: join(cli.folder, '.wiretax', 'runs', id) };
}

const trial = (run: Run, cell: string, name: string): string =>
  join(run.directory, 'trials', cell, '1', name);

test('trials with missing, empty, cut and foreign histograms are left out, said, and run again', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const run = await finishedRun(cli);
    const names = trialLines(cli.folder, run.id).map(parseTrial).map(trialName).sort();
    assert.is(names.length, 4);
    const foreign = trial(run, 'rest.64B.c2', 'response.hlog');
    const damages: readonly (readonly [string, (path: string) => void, string])[] = [
      ['response.hlog', (path) => rmSync(path), 'is missing'],
      ['service.hlog', (path) => writeFileSync(path, ''), "can't be used: it holds no histogram"],
      [
        'lag.hlog',
        (path) => truncateSync(path, statSync(path).size - 9),
        "can't be used: its histogram is cut off",
      ],
      ['response.hlog', (path) => copyFileSync(foreign, path), "can't be used: it is of another trial"],
    ];
    for (const [file, damage, says] of damages) {
      damage(trial(run, 'tcp.64B.c2', file));
      const warning = `warning: trials/tcp.64B.c2/1/${file} ${says}`;
      const reported = await cli.run('report', run.id, '--reporter', 'json');
      assert.is(reported.code, 0, reported.stderr);
      assert.ok(reported.stderr.includes(warning), reported.stderr);
      assert.match(reported.stderr, 'This run is not complete: 3 of 4 trials');
      assert.is(documentOf(reported).damage?.length, 1);
      forgetDisturbances(cli);
      for (const command of [
        ['explain', run.id],
        ['compare', run.id, 'tcp', 'rest'],
      ] as const) {
        const { code, stderr } = await cli.run(...command);
        assert.is(code, 0, stderr);
        assert.ok(stderr.includes(warning), stderr);
      }
      const resumed = await cli.run('run', '--resume', run.id, '--reporter', 'json');
      assert.is(resumed.code, 0, resumed.stderr);
      assert.match(resumed.stderr, /: 1 trials?,/);
      assert.is(documentOf(resumed).damage, undefined);
      assert.equal(trialLines(cli.folder, run.id).map(parseTrial).map(trialName).sort(), names);
    }
  });
});

test('a manifest of other types is refused with its key, and a line of half a gigabyte left out', async () => {
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const run = await finishedRun(cli);
    const trials = join(run.directory, 'trials.jsonl');
    const [line = ''] = trialLines(cli.folder, run.id);
    truncateSync(trials, statSync(trials).size + 560 * 1024 ** 2);
    appendFileSync(trials, `\n${line}`);
    const reported = await cli.run('report', run.id, '--reporter', 'json');
    assert.is(reported.code, 0, reported.stderr);
    assert.match(
      reported.stderr,
      /warning: trials\.jsonl line 5 has more than 4194304 bytes and was left out/,
    );
    assert.is(documentOf(reported).trials.length, 4);

    const file = join(run.directory, 'manifest.json');
    const manifest = readFileSync(file, 'utf8');
    for (const [from, to, says] of [
      [
        /"requestBytes": 64/,
        '"requestBytes": "64"',
        "experiment.axes.size[0].requestBytes: isn't a whole number",
      ],
      [/"mitigations": \{/, '"mitigations": null, "other": {', "machine.mitigations: isn't keys and values"],
      [/"label": "closed"/, '"label": []', "experiment.axes.load[0].label: isn't a text"],
      [/"repetitions": 2/, '"repetitions": 5000000', 'experiment.repetitions: 5,000,000 of 2 cells'],
    ] as const) {
      writeFileSync(file, manifest.replace(from, to));
      for (const command of [
        ['report', run.id],
        ['run', '--resume', run.id],
        ['explain', run.id],
        ['compare', run.id, 'tcp', 'rest'],
      ] as const) {
        const { code, stderr } = await cli.run(...command);
        assert.is(code, 2, stderr);
        assert.ok(
          stderr.includes(`${run.id}/manifest.json is no manifest of a run`) && stderr.includes(says),
          stderr,
        );
      }
    }
  });
});

test.run();
