import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { estimateMs, passesOf, planCells, planTrials } from '@wiretax/core/record';
import { readExperiment } from './experiment.js';
import { loadConfig } from './file.js';
import type { PlainObject } from './plain-object.js';
import { presetFiles } from './presets.js';
import { ProblemList } from './problem-list.js';
import { reportSchemaProblems } from '../check/schema-problems.js';
import { loadStudy } from '../check/study.js';

const names = [
  'dense-sweep',
  'evidence',
  'grid',
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

const inSeconds: Readonly<Record<string, number>> = { seconds: 1, minutes: 60 };

for (const name of names.filter((each) => each !== 'smoke')) {
  test(`${name} takes as long as its description and its comment say, by its plan`, async () => {
    const text = readFileSync(presetFiles().get(name) ?? '', 'utf8');
    const told = [...text.matchAll(/(\d+)(?: to (\d+))? (seconds|minutes)/g)];
    assert.is(told.length, 2, text);
    const { experiment, kernel } = await loadStudy(name);
    const seconds = estimateMs(experiment, planTrials(experiment), passesOf(kernel, experiment)) / 1000;
    for (const [, low, high = low, unit = ''] of told) {
      const [least, most] = [low, high].map((number) => Number(number) * (inSeconds[unit] ?? NaN));
      assert.ok(
        seconds > (least ?? NaN) / 1.2 && seconds < (most ?? NaN) * 1.2,
        `${name}: ${String(seconds)} s`,
      );
    }
  });
}

test('the README has each with its description', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const name of names)
    assert.ok(readme.includes(`| \`${name}\` | ${String((await configOf(name))['description'])} |`), name);
});

async function configOf(name: string): Promise<PlainObject> {
  return (await loadConfig(presetFiles().get(name) ?? '', 'refuse')).config;
}

async function experimentOf(name: string) {
  return readExperiment(await configOf(name), name, new ProblemList()).experiment;
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

test('grid is three transports by three sizes by three levels of concurrency, once', async () => {
  const { transport, size, concurrency, repetitions } = await configOf('grid');
  assert.equal(transport, ['tcp', 'rest', 'grpc']);
  assert.equal(size, ['64B', '4KiB', '64KiB']);
  assert.equal(concurrency, [1, 10, 50]);
  assert.is(repetitions, 1);
});

test('quick is two corners of grid, often enough for intervals, in about two minutes', async () => {
  const experiment = { ...(await experimentOf('quick')), settings: {} };
  const expected = ['tcp', 'rest', 'grpc'].flatMap((transport) =>
    ['64B.c1', '64KiB.c50'].map((point) => `${transport}.${point}`),
  );
  const ids = planCells(experiment).map(({ id }) => id);
  assert.equal([...ids].sort(), expected.sort());
  assert.is(experiment.repetitions, 4);
  const seconds = estimateMs(experiment, planTrials(experiment)) / 1000;
  assert.ok(seconds > 70 && seconds < 130, String(seconds));
});

test.run();
