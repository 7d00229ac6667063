import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hashOf, seededRandom } from './random.js';

test('the seed decides the sequence', () => {
  const take = (seed: number): number[] => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, random);
  };
  assert.equal(take(1), take(1));
  assert.not.equal(take(1), take(2));
});

test('numbers are uniform in [0, 1)', () => {
  const random = seededRandom(42);
  const bins = new Array<number>(10).fill(0);
  for (let draw = 0; draw < 100_000; draw += 1) {
    const value = random();
    assert.ok(value >= 0 && value < 1);
    const bin = Math.floor(value * 10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  for (const count of bins) assert.ok(Math.abs(count - 10_000) < 500, String(count));
});

test('hashes of texts that differ little have little in common', () => {
  const hashes = Array.from({ length: 1000 }, (_, index) => hashOf(`1 1 tcp.64B.c${String(index)}`));
  assert.is(new Set(hashes).size, 1000);
  assert.ok(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0 && hash < 2 ** 32));
});

test.run();
