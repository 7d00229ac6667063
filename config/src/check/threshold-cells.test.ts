import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Threshold } from '@wiretax/core';
import { sampleCell } from '@wiretax/core/testing';
import { located } from '../read/located.fixture.js';
import { ProblemList } from '../read/problem-list.js';
import { thresholdsOf } from './threshold-cells.js';

const cells = [sampleCell(), sampleCell({ transport: 'rest' })];
const about = (pattern: string): Threshold => ({
  text: `p99 < 5ms on ${pattern}`,
  figure: 'p99',
  series: 'response',
  comparison: '<',
  limit: 5e6,
  cells: pattern,
});

test('a threshold that is about no cell is refused, or left out where flags replaced axes', () => {
  const problems = new ProblemList();
  const thresholds = ['*', 'tpc.64B.c10'].map((pattern, index) =>
    located(pattern, `thresholds[${String(index)}]`, problems).as(about(pattern)),
  );
  assert.equal(thresholdsOf(thresholds, cells, true, problems), [about('*')]);
  assert.equal(problems.problems, []);
  thresholdsOf(thresholds, cells, false, problems);
  assert.equal(problems.problems, [
    {
      path: 'thresholds[1]',
      message:
        'p99 < 5ms on tpc.64B.c10 is about no cell: none is called tpc.64B.c10; there are tcp.64B.c10, rest.64B.c10',
      nearest: 'tcp.64B.c10',
    },
  ]);
});

test.run();
