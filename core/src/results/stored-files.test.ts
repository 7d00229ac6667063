import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planCells } from '../plan/cells.js';
import { fakeHost } from '../testing/fake-host.js';
import { sampleExperiment } from '../testing/sample-experiment.js';
import { sampleManifest } from '../testing/sample-manifest.js';
import { sampleTrial } from '../testing/sample-trials.js';
import { readResults } from './read.js';
import { readManifest } from './store.js';
import { mendTrials, readTrials } from './trials-file.js';

const experiment = sampleExperiment({}, { repetitions: 2 });
const [cell] = planCells(experiment);
assert.ok(cell);
const lineOf = (trial: number): string => `${JSON.stringify({ ...sampleTrial(cell), trial })}\n`;

test('a torn last line is left out and cut off', async () => {
  const host = fakeHost({ files: { 'run/trials.jsonl': `${lineOf(1)}{"schema":1,"ce` } });
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
    ['null\n', /line 2 is not a trial of schema 1 and/],
    ['[]\n', /line 2 is not a trial/],
    [edited({ schema: 9 }), /line 2 is not a trial of schema 1/],
    [edited({ trial: '2' }), /line 2 is not a trial of schema 1/],
    [edited({ measured: 5 }), /line 2 is not a trial of schema 1/],
    [edited({ yardstick: 3 }), /line 2 is not a trial of schema 1/],
    [edited({ yardstick: { wakeNs: 1, client: null } }), /line 2 is not a trial of schema 1/],
    [edited({ verdicts: null }), /line 2 is not a trial of schema 1/],
    [edited({ status: 'failed' }), /line 2 is not a trial of schema 1/],
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

test('an adaptive run plans the blocks that it has begun', async () => {
  for (const [trial, planned] of [
    [1, 16],
    [2, 16],
    [3, 24],
    [4, 32],
  ] as const) {
    const manifest = sampleManifest({ ...experiment, adaptive: { budgetMs: 1000 } });
    const failed = { ...sampleTrial(cell), trial, status: 'failed', error: {}, measured: undefined };
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

async function refusal(files: Readonly<Record<string, string>>): Promise<string> {
  try {
    await readManifest(fakeHost({ files }), 'nowhere');
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return 'read';
}

test('a folder without a run, a run of another schema, and no manifest, are refused', async () => {
  assert.match(await refusal({}), /nowhere holds no run/);
  for (const [text, expected] of [
    ['{"schema":99}', /has schema 99, this wiretax reads 1; run the study again/],
    [
      '{"schema":0,"wiretax":"0.0.9"}',
      /has schema 0, this wiretax reads 1; wiretax 0\.0\.9 wrote it and reads it/,
    ],
    ['null', /has schema undefined/],
    ['{"schema":1}', /is no manifest of a run/],
    ['{"schema":1,"id":"a","experiment":{}}', /is no manifest of a run/],
  ] as const) {
    assert.match(await refusal({ 'nowhere/manifest.json': text }), expected);
  }
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
