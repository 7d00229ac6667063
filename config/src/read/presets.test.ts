import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planCells } from '@wiretax/core/record';
import { readExperiment } from './experiment.js';
import { loadConfig } from './file.js';
import { presetFiles } from './presets.js';
import { ProblemList } from './problem-list.js';
import { reportSchemaProblems } from '../check/schema-problems.js';

const names = [
  'dense-sweep',
  'evidence',
  'ipc-study-timed',
  'ipc-study',
  'quick',
  'runtime-knobs',
  'semaphore',
  'serialization',
  'smoke',
  'tail',
];

test('all presets are there', () => {
  assert.equal([...presetFiles().keys()], names);
});

for (const [name, file] of presetFiles()) {
  test(`${name} is valid, described, and says which question it answers`, async () => {
    const { config } = await loadConfig(file, 'refuse');
    const problems = new ProblemList();
    readExperiment(config, name, problems);
    reportSchemaProblems(config, problems);
    assert.equal(problems.problems, []);
    assert.type(config['description'], 'string');
    assert.match(readFileSync(file, 'utf8'), /^# [^]*?\?/);
  });
}

async function experimentOf(name: string) {
  const { config } = await loadConfig(presetFiles().get(name) ?? '', 'refuse');
  return readExperiment(config, name, new ProblemList()).experiment;
}

test('ipc-study is the matrix of the reference study: 75 cells and 9,915,000 calls a repetition', async () => {
  const experiment = { ...(await experimentOf('ipc-study')), settings: {} };
  const cells = planCells(experiment);
  assert.is(cells.length, 75);
  assert.equal(experiment.stop, { requests: 1000 });
  assert.is(
    cells.reduce((calls, { concurrency }) => calls + concurrency * 1000, 0),
    9_915_000,
  );
  assert.is(experiment.repetitions, 1);
});

test('the other presets of the study have its points', async () => {
  const cellsOf = async (name: string): Promise<string[]> =>
    planCells({ ...(await experimentOf(name)), settings: {} }).map(({ id }) => id);
  assert.is((await cellsOf('dense-sweep')).length, 39);
  assert.ok((await cellsOf('dense-sweep')).every((id) => id.endsWith('.c1')));
  assert.is((await cellsOf('tail')).length, 15);
  assert.equal(await cellsOf('semaphore'), ['tcp.64KiB.c500', 'tcp.64KiB.c500.semaphore-50']);
  assert.ok((await cellsOf('serialization')).includes('rest.1KiB.c50.json'));
  assert.ok((await cellsOf('runtime-knobs')).includes('grpc.64KiB.c50.server-semi-64'));
});

test('quick is three transports by three sizes by three levels of concurrency', async () => {
  const { config } = await loadConfig(presetFiles().get('quick') ?? '', 'refuse');
  assert.equal(config['transport'], ['tcp', 'rest', 'grpc']);
  assert.equal(config['size'], ['64B', '4KiB', '64KiB']);
  assert.equal(config['concurrency'], [1, 10, 50]);
});

test.run();
