import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rowWith } from './compare.test.support.js';
import { type Compared, compare as comparePairs } from './comparison.js';
import type { Pair } from './pairing.js';
import { fails, overall } from './verdict.js';

const simulated = 200;

function compare(pairs: readonly Pair[], margin: number): Compared {
  return comparePairs(pairs, { margin, paired: false });
}

/** Shares of simulated comparisons of cells that claim anything, and that find B slower. */
function simulate(
  launches: number,
  launchNoise: number,
  slowdown: number,
  cells = 1,
): { readonly claimed: number; readonly slower: number } {
  let [claimed, slower] = [0, 0];
  for (let run = 0; run < simulated; run += 1) {
    const pairs = Array.from({ length: cells }, (_, cell): Pair => {
      const seed = 2 * (run * cells + cell) + 1e6 * launches;
      return {
        a: rowWith({ launches, launchNoise, seed }),
        b: rowWith({ launches, launchNoise, seed: seed + 1, p50Ns: 50_000 * slowdown }),
      };
    });
    const conclusion = overall(compare(pairs, 0.03).comparisons);
    if (conclusion === 'slower' || conclusion === 'mixed') slower += 1;
    if (conclusion === 'slower' || conclusion === 'mixed' || conclusion === 'faster') claimed += 1;
  }
  return { claimed: claimed / simulated, slower: slower / simulated };
}

test('of 200 simulated comparisons of a cell with itself, in all figures, at most 5 % claim a difference', () => {
  for (const [launches, noise] of [
    [3, 0.02],
    [3, 0.03],
    [5, 0.02],
    [5, 0.03],
    [10, 0.03],
  ] as const) {
    const { claimed } = simulate(launches, noise, 1);
    assert.ok(claimed <= 0.05, `${String(launches)} launches, noise ${String(noise)}: ${String(claimed)}`);
  }
});

test('nor do comparisons of several cells', () => {
  const { claimed } = simulate(5, 0.03, 1, 4);
  assert.ok(claimed <= 0.05, String(claimed));
});

test('a slowdown of 10 % is found in at least 95 % of 200 simulated runs with five launches that differ by up to 3 %', () => {
  for (const noise of [0.02, 0.03]) {
    const { slower } = simulate(5, noise, 1.1);
    assert.ok(slower >= 0.95, `noise ${String(noise)}: ${String(slower)}`);
  }
});

test('rows that may not be compared are left out with the reason', () => {
  const under = { ...rowWith({}), verdicts: ['under-driven' as const], verdict: 'under-driven' as const };
  const empty = { ...rowWith({ bytes: 128 }), launches: [] };
  const { comparisons, leftOut } = compare(
    [
      { a: under, b: rowWith({}) },
      { a: rowWith({ bytes: 128 }), b: empty },
      { a: rowWith({ bytes: 256 }), b: rowWith({ bytes: 256, calls: 100 }) },
    ],
    0.03,
  );
  assert.equal(leftOut, [
    { cell: 'tcp.64B.c10', reason: 'under-driven: must not be compared' },
    { cell: 'tcp.128B.c10', reason: 'no launch has finished' },
  ]);
  assert.ok(comparisons.every(({ a }) => a === 'tcp.256B.c10'));
});

test('what fails a build', () => {
  const of = (slowdown: number, launches = 5): ReturnType<typeof compare>['comparisons'] =>
    compare([{ a: rowWith({ launches }), b: rowWith({ launches, seed: 2, p50Ns: 50_000 * slowdown }) }], 0.03)
      .comparisons;
  const [slow, fast, single] = [of(1.5), of(0.6), of(1.5, 1)];
  assert.is(overall(slow), 'slower');
  assert.is(overall(fast), 'faster');
  assert.is(overall(single), 'no-interval');
  assert.equal(
    (['slower', 'different', 'undecided', 'none'] as const).map((failOn) =>
      [slow, fast, single].map((each) => fails(each, failOn)),
    ),
    [
      [true, false, false],
      [true, true, false],
      [true, false, true],
      [false, false, false],
    ],
  );
});

test.run();
