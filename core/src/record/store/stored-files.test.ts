import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Measured } from '../../contract/measured.js';
import type { TrialRecord } from '../../contract/trial-record.js';
import { codeOf, type InputError, reasonOf } from '../../kernel/errors.js';
import { planCells } from '../plan/cells.js';
import { toLog } from '../rows/histogram-log.js';
import { fakeHost } from '../../testing/fake-host.js';
import { sampleHistogram, sampleHistogramFiles } from '../../testing/sample-histograms.js';
import { sampleExperiment } from '../../testing/sample-experiment.js';
import { sampleManifest } from '../../testing/sample-manifest.js';
import { sampleLatency } from '../../testing/sample-rows.js';
import { sampleCast, sampleEvidence, sampleTrial } from '../../testing/sample-trials.js';
import { readResults } from './read.js';
import { readManifest } from './store.js';
import { mendTrials, readTrials } from './trials-file.js';

const experiment = sampleExperiment({}, { repetitions: 2 });
const [cell] = planCells(experiment);
assert.ok(cell);
const lineOf = (trial: number): string => `${JSON.stringify({ ...sampleTrial(cell), trial })}\n`;

const histogramsOf = (...trials: readonly number[]): Record<string, string> =>
  Object.fromEntries(
    trials.flatMap((trial) =>
      Object.entries(sampleHistogramFiles({ ...sampleTrial(cell), trial })).map(([path, text]) => [
        `run/${path}`,
        text,
      ]),
    ),
  );

test('a torn last line is left out and cut off', async () => {
  const torn = { 'run/trials.jsonl': `${lineOf(1)}{"schema":1,"ce` };
  const host = fakeHost({ files: { ...torn, ...histogramsOf(1) } });
  const read = await readTrials(host, 'run', experiment);
  assert.is(read.trials.length, 1);
  assert.is(read.torn, true);
  assert.equal(read.damage, []);
  await mendTrials(host, 'run', experiment);
  assert.is(host.files.texts.get('run/trials.jsonl'), lineOf(1));
});

test('a line that was edited is named by its number, and the rest is used', async () => {
  const edited = (changes: object): string =>
    `${JSON.stringify({ ...sampleTrial(cell), trial: 2, ...changes })}\n`;
  for (const [line, expected] of [
    ['{"schema":1,"cell":"a"\n', /^trials\.jsonl line 2 is not JSON and was left out; the file was edited/],
    ['null\n', /line 2 is not a trial of schema 2 \(it isn't keys and values\) and/],
    ['[]\n', /line 2 is not a trial/],
    [edited({ schema: 9 }), /line 2 is not a trial of schema 2 \(schema isn't 2\)/],
    [edited({ trial: '2' }), /line 2 is not a trial of schema 2/],
    [edited({ measured: 5 }), /line 2 is not a trial of schema 2 \(measured isn't keys and values\)/],
    [edited({ startedAt: 'soon' }), /\(startedAt isn't a time such as/],
    [`${'['.repeat(1000)}\n`, /line 2 is no trial: it has more than 64 levels, and was left out/],
    [`"${'x'.repeat(5 * 1024 ** 2)}"\n`, /line 2 has more than 4194304 bytes and was left out/],
    [edited({ yardstick: 3 }), /line 2 is not a trial of schema 2 \(yardstick isn't keys/],
    [edited({ yardstick: { wakeNs: 1, peers: { client: null } } }), /\(yardstick\.peers\.client isn't keys/],
    [edited({ schema: 1 }), /line 2 is not a trial of schema 1 \(measured\.client is missing\)/],
    [edited({ cast: [] }), /\(measured\.peers names server, who is not in the cast\)/],
    [edited({ cast: [...sampleCast(), ...sampleCast()] }), /\(cast has server twice\)/],
    [edited({ cast: sampleCast('../x') }), /\(cast\[1\]\.name isn't a name of a peer\)/],
    [
      edited({ evidence: [sampleEvidence({ folder: '../..' })] }),
      /folder isn't a folder within that of its trial/,
    ],
    [edited({ evidence: [sampleEvidence({ folder: 'client-1//x' })] }), /folder isn't a folder within/],
    [edited({ evidence: [sampleEvidence({ peer: 'proxy-1' })] }), /\(evidence names proxy-1, who is not in/],
    [edited({ verdicts: null }), /line 2 is not a trial of schema 2/],
    [edited({ status: 'failed' }), /line 2 is not a trial of schema 2/],
    [edited({ cell: 'udp.64B.c1' }), /line 2 is of cell "udp\.64B\.c1", which the plan does not have, and/],
    [edited({ control: true }), /line 2 is of cell "tcp\.64B\.c1", which the plan does not have, and/],
    [edited({ trial: 1e9 }), /line 2 is launch 1000000000, which the plan does not have, and/],
  ] as const) {
    const host = fakeHost({ files: { 'run/trials.jsonl': lineOf(1) + line + lineOf(2) } });
    const { trials, damage } = await readTrials(host, 'run', experiment);
    assert.equal(
      trials.map(({ trial }) => trial),
      [1, 2],
      line,
    );
    assert.is(damage.length, 1);
    assert.match(damage[0] ?? '', expected);
  }
});

test('a trial may have failed of a peer that never came to be', async () => {
  const { measured, warmup, yardstick, ...rest } = sampleTrial(cell);
  assert.ok(measured !== undefined && [warmup, yardstick].length > 0);
  const error = { code: 'E_MACHINE', message: 'machine far: gone', phase: 'setup', peer: 'server' };
  const failed = { ...rest, cast: [], evidence: [], status: 'failed', verdicts: ['failed'], error };
  const host = fakeHost({ files: { 'run/trials.jsonl': `${JSON.stringify(failed)}\n` } });
  const { trials, damage } = await readTrials(host, 'run', experiment);
  assert.equal(damage, []);
  assert.is(trials[0]?.error?.peer, 'server');
});

test('of a trial that is there twice the later one counts, as its histograms are those that are left', async () => {
  const again = `${JSON.stringify({ ...sampleTrial(cell), notes: ['again'] })}\n`;
  const host = fakeHost({ files: { 'run/trials.jsonl': `${lineOf(1)}\n${lineOf(2)}${again}` } });
  const { trials, damage } = await readTrials(host, 'run', experiment);
  assert.equal(
    trials.map(({ trial, notes }) => [trial, notes.length]),
    [
      [2, 0],
      [1, 1],
    ],
  );
  assert.equal(damage, ['trials.jsonl line 4 is trial tcp.64B.c1 1 again, as line 1; the later one counts']);
});

const failure = { code: 'X_Y', message: 'no luck', phase: 'setup' };

test('an adaptive run plans the blocks that it has begun', async () => {
  for (const [trial, planned] of [
    [1, 16],
    [2, 16],
    [3, 24],
    [4, 32],
  ] as const) {
    const manifest = sampleManifest({ ...experiment, adaptive: { budgetMs: 1000 } });
    const failed = { ...sampleTrial(cell), trial, status: 'failed', error: failure, measured: undefined };
    const host = fakeHost({
      files: {
        'run/manifest.json': JSON.stringify({
          ...manifest,
          experiment: { ...manifest.experiment, ceiling: false },
        }),
        'run/trials.jsonl': `${JSON.stringify(failed)}\n`,
      },
    });
    const results = await readResults(host, 'run');
    assert.is(results.planned, planned);
    assert.is(results.rows[0]?.trials.planned, planned / 8);
    assert.is(results.damage, undefined);
  }
});

test('an experiment may say how many blocks it goes to, and then none of them is left out', async () => {
  for (const [adaptive, kept] of [
    [{ budgetMs: 1000 }, 1],
    [{ budgetMs: 1000, mostBlocks: 31 }, 2],
  ] as const) {
    const host = fakeHost({ files: { 'run/trials.jsonl': lineOf(30) + lineOf(31) } });
    const { trials, damage } = await readTrials(host, 'run', { ...experiment, adaptive });
    assert.is(trials.length, kept);
    assert.is(damage.length, 2 - kept);
  }
});

async function refusal(files: Readonly<Record<string, string>>): Promise<string> {
  try {
    await readManifest(fakeHost({ files }), 'nowhere');
  } catch (thrown) {
    return `${codeOf(thrown) ?? ''} ${reasonOf(thrown)}`;
  }
  return 'read';
}

test('a folder without a run, a run of another schema, and no manifest, are refused', async () => {
  assert.match(await refusal({}), /^E_NO_RUN nowhere holds no run/);
  for (const [text, expected] of [
    ['{"schema":99}', /^E_SCHEMA .*has schema 99, this wiretax reads 1 and 2; run the study again/],
    [
      '{"schema":0,"wiretax":"0.0.9"}',
      /has schema 0, this wiretax reads 1 and 2; wiretax 0\.0\.9 wrote it and reads it/,
    ],
    ['null', /has schema undefined/],
    ['{"schema":1}', /is no manifest of a run; it was edited or damaged/],
    ['{"schema":1,"id":"a","experiment":{}}', /is no manifest of a run/],
    ['['.repeat(1000), /holds no run: it has more than 64 levels/],
    [`"${'x'.repeat(17 * 1024 ** 2)}"`, /holds no run: .*too large/],
  ] as const) {
    assert.match(await refusal({ 'nowhere/manifest.json': text }), expected);
  }
});

test('what is wrong with a manifest is named by its key', async () => {
  const edited = (changes: object): string => JSON.stringify({ ...sampleManifest(), ...changes });
  const { axes, ...rest } = sampleManifest().experiment;
  const manyClients = Array.from({ length: 200_000 }, (_, index) => 1 + (index % 1000));
  for (const [text, path, message] of [
    [edited({ startedAt: 5 }), 'startedAt', "isn't a time such as 2026-01-02T03:04:05.000Z"],
    [edited({ plugins: [null] }), 'plugins[0]', "isn't keys and values"],
    [
      edited({ experiment: { ...rest, axes: { ...axes, size: [{}] } } }),
      'experiment.axes.size[0].requestBytes',
      'is missing',
    ],
    [edited({ conditions: [null] }), 'conditions[0]', "isn't keys and values"],
    [
      edited({ experiment: { ...rest, axes, unsaid: { load: null } } }),
      'experiment.unsaid.load',
      "isn't keys and values",
    ],
    [
      edited({ experiment: { ...rest, axes, stop: { durationMs: 1e308 } } }),
      'experiment.stop.durationMs',
      'at most 604800000',
    ],
    [
      edited({ experiment: { ...rest, axes: { ...axes, concurrency: [1e9] } } }),
      'experiment.axes.concurrency[0]',
      'at most 100000',
    ],
    [
      edited({ experiment: { ...rest, axes, repetitions: 1e9 } }),
      'experiment.repetitions',
      /1,000,000,000 trials; 100,000 are/,
    ],
    [
      edited({ experiment: { ...rest, axes: { ...axes, concurrency: manyClients } } }),
      'experiment.axes',
      /200,000 cells/,
    ],
  ] as const) {
    const refused = readManifest(fakeHost({ files: { 'run/manifest.json': text } }), 'run');
    const { code, problems } = await refused.then(
      () => ({ code: '', problems: [] }),
      (thrown: unknown) => thrown as InputError,
    );
    assert.is(code, 'E_MANIFEST');
    assert.is(problems[0]?.path, path);
    assert.match(problems[0]?.message ?? '', message);
  }
});

test('lines that can not be used are named up to twenty', async () => {
  const host = fakeHost({ files: { 'run/trials.jsonl': 'x\n'.repeat(500) } });
  const { damage } = await readTrials(host, 'run', experiment);
  assert.is(damage.length, 21);
  assert.is(damage.at(-1), 'trials.jsonl has 480 more lines that were left out');
});

const first = 'run/trials/tcp.64B.c1/1/service.hlog';
const shorter = sampleLatency(40_000, 2, 10_000);
const otherLog = Object.values(
  sampleHistogramFiles(
    sampleTrial(cell, { measured: { ...measuredOf(sampleTrial(cell)), service: shorter } }),
  ),
)[1];

function measuredOf({ measured }: TrialRecord): Measured {
  assert.ok(measured);
  return measured;
}

test('a trial whose histograms are not its own is unfinished, the rest is there, and it is run again once', async () => {
  const whole = histogramsOf(1, 2);
  const log = whole[first] ?? '';
  for (const [text, says] of [
    [
      undefined,
      /trials\/tcp\.64B\.c1\/1\/service\.hlog is missing; the trial counts as unfinished, and run --resume runs it/,
    ],
    ['', /service\.hlog can't be used: it holds no histogram;/],
    [log.slice(0, -20), /service\.hlog can't be used: its histogram is cut off;/],
    [log.replace('Tag=service', 'Tag=lag'), /isn't tagged service/],
    [otherLog, /it is of another trial: other latencies than its record has/],
    [logOfCalls(9999), /it is of another trial: 9999 calls, its record has 10000/],
    [`${log}${' '.repeat(2 * 1024 ** 2)}`, /service\.hlog can't be used: .*too large/],
  ] as const) {
    const others = Object.entries(whole).filter(([path]) => path !== first);
    const files: Record<string, string> = {
      ...Object.fromEntries(text === undefined ? others : [...others, [first, text]]),
      'run/manifest.json': JSON.stringify({ ...sampleManifest(), experiment }),
      'run/trials.jsonl': lineOf(1) + lineOf(2),
    };
    const host = fakeHost({ files });
    const { rows, trials, damage = [] } = await readResults(host, 'run');
    assert.equal(
      trials.map(({ trial }) => trial),
      [2],
    );
    assert.equal(rows[0]?.trials, { completed: 1, failed: 0, planned: 2 });
    assert.is(rows[0]?.response.count, 10_000);
    assert.is(damage.length, 1);
    assert.match(damage[0] ?? '', says);
    const finished = await mendTrials(host, 'run', experiment);
    assert.equal(
      finished.map(({ trial }) => trial),
      [2],
    );
    assert.is(host.files.texts.get('run/trials.jsonl'), lineOf(2));
  }
});

function logOfCalls(count: number): string {
  return toLog(sampleHistogram({ ...sampleLatency(51_200, 2, 10_000), count }), 'service', 0, 1);
}

test('lines of others stay where they are when a trial is taken out', async () => {
  const stored = `not mine\n${lineOf(1)}${lineOf(2)}{"torn`;
  const host = fakeHost({ files: { 'run/trials.jsonl': stored, ...histogramsOf(2) } });
  await mendTrials(host, 'run', experiment);
  assert.is(host.files.texts.get('run/trials.jsonl'), `not mine\n${lineOf(2)}`);
});

test('of a trial that is there twice and can not be used no line stays', async () => {
  const stored = lineOf(1) + lineOf(2) + lineOf(1);
  const host = fakeHost({ files: { 'run/trials.jsonl': stored, ...histogramsOf(2) } });
  await mendTrials(host, 'run', experiment);
  assert.is(host.files.texts.get('run/trials.jsonl'), lineOf(2));
});

test('a manifest from before there were Node.js flags and thresholds is read with their defaults', async () => {
  const { experiment: whole, ...rest } = sampleManifest();
  const older = JSON.parse(JSON.stringify({ ...rest, experiment: whole })) as {
    experiment: { axes: Record<string, unknown>; thresholds?: unknown };
  };
  delete older.experiment.axes['node'];
  delete older.experiment.thresholds;
  const host = fakeHost({ files: { 'run/manifest.json': JSON.stringify(older) } });
  assert.equal(await readManifest(host, 'run'), { ...rest, experiment: whole });
  const { rows } = await readResults(host, 'run');
  assert.is(rows[0]?.cell.id, 'tcp.64B.c10');
  assert.is(rows[0]?.cell.node.label, 'default');
});

test('what 0.1.0 took for the end of the range is read as not known', async () => {
  const stored = sampleTrial(cell);
  assert.ok(stored.measured);
  const { response } = stored.measured;
  const end = 2 ** 36 - 1;
  const clamped = { ...response, count: 10_000, overflow: 300, mean: 2e9, max: end, p99: end, p999: end };
  const line = `${JSON.stringify({ ...stored, measured: { ...stored.measured, response: clamped } })}\n`;
  const host = fakeHost({ files: { 'run/trials.jsonl': line } });
  const { trials, damage } = await readTrials(host, 'run', experiment);
  assert.equal(damage, []);
  const read = trials[0]?.measured;
  const { mean, max, min, p50, p99, p999 } = read?.response ?? clamped;
  assert.equal([mean, max, min, p50, p99, p999], [null, null, response.min, response.p50, null, null]);
  assert.equal(read?.service, stored.measured.service);
});

test.run();
