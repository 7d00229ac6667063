import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isApart, type Sampled, sampledDifference } from './sampled.js';

/** Numbers of samples as a profile brings them: Poisson, from a seed (Numerical Recipes' generator; Knuth's multiplication). */
function counts(seed: number): (expected: number) => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return (expected) => {
    let [count, product] = [0, random()];
    for (const limit = Math.exp(-expected); product > limit; product *= random()) count += 1;
    return count;
  };
}

test('intervals hold the difference about as often as they say, also of two peers and of few samples', () => {
  for (const [inA, inB] of [
    [
      [40, 90],
      [60, 90],
    ],
    [
      [2, 0.5],
      [5, 1],
    ],
  ] as const) {
    const nsPerSample = [50, 20];
    const truth = [0, 1].reduce(
      (sum, peer) => sum + ((inB[peer] ?? 0) - (inA[peer] ?? 0)) * (nsPerSample[peer] ?? 0),
      0,
    );
    let held = 0;
    const runs = 2000;
    for (let run = 0; run < runs; run += 1) {
      const draw = counts(run + 1);
      const [a, b] = [inA, inB].map((side) =>
        side.map((expected, peer): Sampled => ({
          count: draw(expected),
          nsPerSample: nsPerSample[peer] ?? 0,
        })),
      );
      const { low, high } = sampledDifference(a ?? [], b ?? [], 0.95);
      if (low <= truth && high >= truth) held += 1;
    }
    assert.ok(held >= 0.94 * runs, `${String(held)} of ${String(runs)}`);
  }
});

test('168 samples are no more than 163', () => {
  const of = (count: number): Sampled[] => [{ count, nsPerSample: 100 }];
  const { low, high } = sampledDifference(of(163), of(168), 0.95);
  assert.ok(low < -2900 && high > 3900);
  assert.not.ok(isApart(sampledDifference(of(0), of(3), 0.95)));
  assert.ok(isApart(sampledDifference(of(0), of(8), 0.95)));
  assert.ok(isApart(sampledDifference(of(400), of(300), 0.95)));
});

test.run();
