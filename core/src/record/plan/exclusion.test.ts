import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Axes, Cell } from '../../contract/cell.js';
import { sampleExperiment, square, use } from '../../testing/sample-experiment.js';
import { planCells } from './cells.js';
import { exclusionBy } from './exclusion.js';

const cells = planCells(
  sampleExperiment({ transport: [use('tcp'), use('grpc'), use('grpc', 'grpc-4', { channels: 4 })] }),
);
const left = (entries: readonly Partial<Axes>[]): readonly string[] => {
  const isExcluded = exclusionBy(entries);
  return cells.filter((cell) => !isExcluded(cell)).map(({ id }) => id);
};

test('a cell must match every axis of one entry', () => {
  assert.is(left([]).length, 12);
  assert.is(left([{}]).length, 0);
  assert.is(left([{ size: [square(64)], concurrency: [10] }]).length, 9);
  assert.is(left([{ size: [square(64)] }, { concurrency: [10] }]).length, 3);
  assert.is(left([{ size: [square(64)], link: [use('unix')] }]).length, 12);
});

test('a bare name stands for any options, a label for its own', () => {
  assert.is(left([{ transport: [use('grpc')] }]).length, 4);
  assert.is(left([{ transport: [use('grpc', 'grpc-4')] }]).length, 8);
});

test('many entries are what each of them is alone', () => {
  const entry = fc.record(
    {
      transport: fc.subarray([use('tcp'), use('grpc'), use('grpc', 'grpc-4')]),
      size: fc.subarray([square(64), square(4096), square(1)]),
      concurrency: fc.subarray([1, 10, 3]),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 70 }), (entries) => {
      const one = entries.map((each) => exclusionBy([each]));
      const all = exclusionBy(entries);
      const agrees = (cell: Cell): boolean => all(cell) === one.some((isExcluded) => isExcluded(cell));
      assert.ok(cells.every(agrees));
    }),
    { seed: 1 },
  );
});

test.run();
