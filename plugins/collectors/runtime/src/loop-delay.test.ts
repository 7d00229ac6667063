import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loopDelay, type TimerIntervals } from './loop-delay.js';

function intervals(sorted: readonly number[]): TimerIntervals {
  return {
    count: sorted.length,
    exceeds: 0,
    max: sorted.at(-1) ?? 0,
    percentile: (percentile) => sorted[Math.ceil((sorted.length * percentile) / 100) - 1] ?? 0,
  };
}

function named(count: number): readonly string[] {
  return loopDelay(intervals(Array.from({ length: count }, () => 10e6)), 10).metrics.map(({ name }) => name);
}

test('what it was late by, not what was asked for', () => {
  const { metrics, notes } = loopDelay(
    intervals([...Array<number>(990).fill(10.5e6), ...Array<number>(10).fill(14e6)]),
    10,
  );
  assert.equal(
    metrics.map(({ name, value }) => [name, value]),
    [
      ['loop-delay.p50', 500_000],
      ['loop-delay.p99', 500_000],
      ['loop-delay.max', 4_000_000],
    ],
  );
  assert.equal(notes, []);
});

test('a percentile only where there were enough runs', () => {
  assert.equal(named(1000), ['loop-delay.p50', 'loop-delay.p99', 'loop-delay.max']);
  assert.equal(named(999), ['loop-delay.p50', 'loop-delay.max']);
  assert.equal(named(19), ['loop-delay.max']);
  assert.equal(named(0), []);
  assert.match(
    loopDelay(intervals(Array<number>(100).fill(10e6)), 10).notes.join(),
    'loop-delay.p99 left out: the timer of 10 ms ran 100 times',
  );
  assert.match(loopDelay(intervals([]), 10).notes.join(), 'left out');
});

test('delays of more than an hour are told', () => {
  assert.match(
    loopDelay({ ...intervals([10e6]), exceeds: 2 }, 10).notes.join(),
    '2 delays of more than an hour',
  );
});

test('values are never below zero and in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1e9), { maxLength: 1200 }),
      fc.integer({ min: 1, max: 1000 }),
      (values, ms) => {
        const sorted = values.sort((a, b) => a - b);
        const found = loopDelay(intervals(sorted), ms).metrics.map(({ value }) => value);
        assert.equal(
          found,
          [...found].sort((a, b) => a - b),
        );
        assert.ok(found.every((value) => Number.isInteger(value) && value >= 0));
      },
    ),
  );
});

test.run();
