import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '../../kernel/errors.js';
import { sampleExperiment, square } from '../../testing/sample-experiment.js';
import { planCells } from './cells.js';
import { planProblem } from './limits.js';

const sizes = (count: number) => Array.from({ length: count }, (_, index) => square(index + 1));

test('10,000 cells and 100,000 trials are planned, no more', () => {
  // Two transports and two concurrency levels.
  const most = sampleExperiment({ size: sizes(2500) }, { repetitions: 10 });
  assert.is(planProblem(most), undefined);
  assert.is(planCells(most).length, 10_000);
  assert.equal(planProblem({ ...most, repetitions: 11 }), {
    path: 'repetitions',
    message: '11 of 10,000 cells are 110,000 trials; 100,000 are the most',
  });
  const more = sampleExperiment({ size: sizes(2501) });
  assert.equal(planProblem(more)?.path, 'axes');
  assert.match(planProblem(more)?.message ?? '', '10,004 cells; 10,000 are the most');
});

test('what is included counts, and nothing is made of a matrix that is too large', () => {
  const concurrency = Array.from({ length: 1e6 }, (_, index) => index + 1);
  const experiment = sampleExperiment({ size: sizes(1000) }, { include: [{ concurrency }] });
  assert.throws(
    () => planCells(experiment),
    (error: unknown) => error instanceof InputError && error.code === 'E_PLAN_SIZE',
  );
});

test.run();
