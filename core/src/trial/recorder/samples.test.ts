import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SampleKeeper } from './samples.js';

function record(keeper: SampleKeeper, calls: number): void {
  for (let call = 0; call < calls; call += 1) keeper.record(call, call + 0.25, call + 0.5);
}

test('what is kept is every call in its order, whatever was allocated ahead', () => {
  const keeper = new SampleKeeper();
  const counts = fc.oneof(fc.nat(300), fc.integer({ min: 65_000, max: 200_000 }));
  const expected = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(200_000));
  fc.assert(
    fc.property(counts, expected, fc.boolean(), fc.nat(500), (calls, budget, stocks, before) => {
      record(keeper, before);
      const samples = keeper.nextWindow(budget);
      samples.keep();
      samples.keep();
      keeper.begin();
      record(keeper, calls);
      if (stocks) keeper.stock();
      keeper.end();
      const { scheduledNs, startedNs, completedNs } = samples.columns();
      for (const column of [scheduledNs, startedNs, completedNs]) assert.is(column.length, calls);
      const wrong = completedNs.findIndex(
        (at, call) => at !== call + 0.5 || scheduledNs[call] !== call || startedNs[call] !== call + 0.25,
      );
      assert.is(wrong, -1);
    }),
    { numRuns: 25 },
  );
});

test('a copy belongs to the caller', () => {
  const keeper = new SampleKeeper();
  const samples = keeper.nextWindow(10);
  samples.keep();
  keeper.begin();
  record(keeper, 3);
  keeper.end();
  samples.columns().completedNs.fill(0);
  assert.equal([...samples.columns().completedNs], [0.5, 1.5, 2.5]);
});

test('keep comes before the window, columns after it, and nobody reads another window', () => {
  const keeper = new SampleKeeper();
  const samples = keeper.nextWindow(10);
  assert.throws(() => samples.columns(), 'nobody has kept samples');
  samples.keep();
  assert.throws(() => samples.columns(), 'the window is not over');
  keeper.begin();
  assert.throws(() => samples.columns(), 'the window is not over');
  assert.throws(() => {
    samples.keep();
  }, 'after the window had begun');
  keeper.end();
  assert.is(samples.columns().scheduledNs.length, 0);
  keeper.release();
  assert.throws(() => samples.columns(), 'the samples of this window are gone');
  const next = keeper.nextWindow(10);
  assert.throws(() => {
    samples.keep();
  }, 'after the window had begun');
  keeper.begin();
  record(keeper, 1000);
  keeper.end();
  assert.throws(() => next.columns(), 'nobody has kept samples');
});

test.run();
