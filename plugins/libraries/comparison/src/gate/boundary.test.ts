import { normal, normalQuantile, seededRandom } from '@wiretax/statistics';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SequentialBoundary } from './boundary.js';

test('one look alone has all of it', () => {
  assert.ok(Math.abs(new SequentialBoundary(0.025).next(5, 1) - 0.025) < 1e-9);
});

test('looks spend what the time allows', () => {
  const boundary = new SequentialBoundary(0.025);
  const nominal = [1, 2, 3, 4, 5].map((look) => boundary.next(look, look / 5));
  // The first look's is its own spending; those of others are larger than theirs, as many cross at both.
  assert.ok(Math.abs((nominal[0] ?? 0) - 0.001) < 1e-6);
  for (const [index, p] of nominal.entries()) {
    const spent = 0.025 * (((index + 1) / 5) ** 2 - (index / 5) ** 2);
    assert.ok(p >= spent - 1e-6 && p < 0.025, `${String(index)}: ${String(p)}`);
  }
});

test('of random walks as many cross it at any look as are meant to', () => {
  const random = seededRandom(1);
  // Looks as they come: not evenly spaced, and not in step with the time.
  const looks = [
    [4, 0.05],
    [5, 0.2],
    [9, 0.35],
    [10, 0.7],
    [18, 0.75],
    [20, 1],
  ] as const;
  const boundary = new SequentialBoundary(0.05);
  const bounds = looks.map(([information, share]) => -normalQuantile(boundary.next(information, share)));
  const walks = 40_000;
  let crossed = 0;
  for (let walk = 0; walk < walks; walk += 1) {
    let [score, at] = [0, 0];
    const crosses = looks.some(([information], index) => {
      score += normal(random) * Math.sqrt(information - at);
      at = information;
      return score / Math.sqrt(information) > (bounds[index] ?? 0);
    });
    if (crosses) crossed += 1;
  }
  // The standard error is 0.0011.
  assert.ok(Math.abs(crossed / walks - 0.05) < 0.004, String(crossed / walks));
});

test('a look that brings nothing new claims nothing', () => {
  const boundary = new SequentialBoundary(0.025);
  assert.ok(boundary.next(3, 0.5) > 0);
  assert.is(boundary.next(3, 0.6), 0);
  assert.is(boundary.next(4, 0.5), 0);
});

test.run();
