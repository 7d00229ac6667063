import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seededRandom } from '../../kernel/random.js';
import { driftOf } from './drift.js';

const timeline = (calls: readonly number[]) => ({
  schema: 2 as const,
  startNs: 0,
  sliceNs: 1e6,
  calls,
  worstNs: calls,
});

test('a rise from one end to the other', () => {
  const rising = Array.from({ length: 400 }, (_, index) => 100 + index / 4);
  const { change = 0, error = 1 } = driftOf(timeline(rising), 400e6) ?? {};
  assert.ok(Math.abs(change - 100 / 150) < 0.01, String(change));
  assert.ok(error < 0.01, String(error));
});

test('what came after the window was over does not count', () => {
  const drained = [...Array<number>(400).fill(100), ...Array<number>(100).fill(3)];
  assert.is(driftOf(timeline(drained), 400e6)?.change, 0);
});

test('an even window drifts beyond three errors in few of a thousand, also when noise lasts', () => {
  const random = seededRandom(3);
  let beyond = 0;
  for (let time = 0; time < 1000; time += 1) {
    let lasting = 0;
    const calls = Array.from({ length: 400 }, () => {
      lasting = 0.9 * lasting + (random() - 0.5);
      return Math.max(0, 100 + 20 * lasting);
    });
    const { change = 0, error = 0 } = driftOf(timeline(calls), 400e6) ?? {};
    if (Math.abs(change) > 3 * error) beyond += 1;
  }
  assert.ok(beyond <= 30, String(beyond));
});

test('too little tells nothing', () => {
  assert.is(driftOf(timeline([5, 5, 5]), 3e6), null);
  assert.is(driftOf(timeline(Array<number>(40).fill(0)), 40e6), null);
});

test.run();
