import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Experiment } from '../../contract/experiment.js';
import { InputError } from '../../kernel/errors.js';
import { sampleExperiment as experiment, square, use } from '../../testing/sample-experiment.js';
import { planCells } from './cells.js';
import { ceilingKey, controlCells, estimateMs, planTrials } from './trials.js';
import { guessedWarmupMs } from './warmup-time.js';

const ids = (given: Experiment): string[] => planCells(given).map(({ id }) => id);

test('the matrix, in order, with ids that leave out what is at its default', () => {
  assert.equal(ids(experiment({ concurrency: [1] })), [
    'tcp.64B.c1',
    'rest.64B.c1',
    'tcp.4KiB.c1',
    'rest.4KiB.c1',
  ]);
  const every = experiment({
    transport: [use('tcp')],
    size: [{ requestBytes: 64, replyBytes: 65536 }],
    concurrency: [10],
    flow: [[use('semaphore', 'semaphore-50', { maxInflight: 50 })]],
    codec: [use('json')],
    link: [use('unix')],
    placement: ['shared'],
    serviceTimeNs: [1e6],
    node: [{ label: 'semi-64', client: ['--a'], server: [] }],
  });
  assert.equal(ids(every), ['tcp.64B-64KiB.c10.semaphore-50.json.unix.shared.s1.00ms.semi-64']);
});

test('include adds points, exclude takes cells away, none comes twice', () => {
  const more = experiment(
    {},
    {
      include: [{ transport: [use('tcp')], size: [square(1024)], concurrency: [100] }, { concurrency: [1] }],
      exclude: [{ transport: [use('rest')], concurrency: [10] }],
    },
  );
  assert.equal(ids(more), [
    'tcp.64B.c1',
    'rest.64B.c1',
    'tcp.64B.c10',
    'tcp.4KiB.c1',
    'rest.4KiB.c1',
    'tcp.4KiB.c10',
    'tcp.1KiB.c100',
  ]);
});

test('nothing left, and two cells of one name, are refused', () => {
  assert.throws(() => planCells(experiment({}, { exclude: [{}] })), /nothing is left to measure/);
  const clash = experiment({
    transport: [use('grpc', 'grpc', { channels: 1 }), use('grpc', 'grpc', { channels: 4 })],
  });
  assert.throws(
    () => planCells(clash),
    (error: unknown) =>
      error instanceof InputError &&
      error.code === 'E_DUPLICATE_CELL' &&
      error.message.startsWith('two different cells would be called grpc.64B.c1; name one with as:'),
  );
});

test('every block holds every cell once, in an order that only the seed decides', () => {
  const trials = planTrials(experiment());
  assert.is(trials.length, 8 * 3);
  const blocks = [0, 1, 2].map((block) => trials.slice(block * 8, block * 8 + 8));
  for (const [index, block] of blocks.entries()) {
    assert.is(new Set(block.map(({ cell }) => cell.id)).size, 8);
    assert.ok(block.every(({ trial }) => trial === index + 1));
  }
  const order = (given: Experiment): string =>
    planTrials(given)
      .map(({ cell }) => cell.id)
      .join(' ');
  assert.is(order(experiment()), order(experiment()));
  assert.is.not(order(experiment()), order(experiment({}, { seed: 2 })));
  assert.not.equal(
    blocks[0]?.map(({ cell }) => cell.id),
    blocks[1]?.map(({ cell }) => cell.id),
  );
});

test('cells that two experiments share come in the same order, whatever else they have', () => {
  const order = (given: Experiment, other: Experiment): string[] => {
    const shared = new Set(ids(other));
    return planTrials(given).flatMap(({ cell, trial }) =>
      shared.has(cell.id) ? [`${cell.id} ${String(trial)}`] : [],
    );
  };
  const one = experiment();
  const other = experiment({ transport: [use('rest'), use('grpc')], concurrency: [1, 5, 10] });
  assert.is(order(one, other).length, 12);
  assert.equal(order(one, other), order(other, one));
});

test('exclude may name Node.js flags by their label', () => {
  const flags = (label: string) => ({ label, client: ['--a'], server: [] });
  const axes = { transport: [use('tcp')], size: [square(64)], node: [flags('a'), flags('b')] };
  const exclude = [{ node: [{ ...flags('a'), client: [] }], concurrency: [10] }];
  assert.equal(ids(experiment(axes, { exclude })), ['tcp.64B.c1.a', 'tcp.64B.c1.b', 'tcp.64B.c10.b']);
});

test('the ceiling comes first: the null transport once for each size, codec and concurrency', () => {
  const given = experiment({}, { ceiling: true });
  const trials = planTrials(given);
  const controls = trials.filter(({ control }) => control);
  assert.is(controls.length, 4);
  assert.equal(trials.slice(0, 4), controls);
  const keys = new Set(controls.map(({ cell }) => ceilingKey(cell)));
  assert.ok(planCells(given).every((cell) => keys.has(ceilingKey(cell))));
  assert.equal(controlCells(planCells(experiment({ transport: [use('null')], link: [use('memory')] }))), []);
});

test('the estimate counts launches, warmup, windows and profile passes', () => {
  const given = experiment(
    { transport: [use('tcp')], size: [square(64)], concurrency: [1] },
    { repetitions: 1 },
  );
  assert.is(estimateMs(given, planTrials(given)), 450 + 500 + 1000);
  const passes = [
    { uses: [], nodeFlags: [] },
    { uses: [], nodeFlags: ['--perf-basic-prof'] },
  ];
  assert.is(estimateMs(given, planTrials(given), passes), 2 * (450 + 500) + 3000);
});

test('warm-ups go to three quarters of their range, which begins where settling can be seen', () => {
  assert.equal(
    [
      { minMs: 0, maxMs: 300 },
      { minMs: 200, maxMs: 1150 },
      { minMs: 1000, maxMs: 5000 },
    ].map(guessedWarmupMs),
    [300, 1050, 4000],
  );
});

test.run();
