import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareBlocks, sharedBlocks } from './blocks.js';
import { compareLaunches, conclude, type Effect } from './effect.js';
import { effectOfLogs, logsOf, pooledLogs, trimmedEffect } from './logs.js';
import type { Interval } from './estimate.js';
import { normal, seededRandom } from './random.js';
import { quantile } from './statistic.js';
import { studentFactor } from './student.js';
import { syntheticLaunches } from './synthetic.js';

const p50 = quantile(0.5);

interface Shape {
  readonly launches: number;
  readonly correlation: number;
  readonly launchNoise?: number;
  readonly slowdown?: number;
  readonly calls?: number;
}

/** Two sides of the same blocks; another run for each seed. */
function sides(shape: Shape, seed: number): Parameters<typeof sharedBlocks> {
  const { launches, correlation, launchNoise = 0.05, slowdown = 1, calls = 1000 } = shape;
  const blocks = { seed: seed + 1e6, correlation };
  const side = (p50Ns: number, own: number): ReturnType<typeof syntheticLaunches> =>
    syntheticLaunches({ launches, calls, p50Ns, tailRatio: 1.6, launchNoise, blocks, seed: own });
  return [side(50_000, 2 * seed + 1), side(50_000 * slowdown, 2 * seed + 2)];
}

const byBlock = (...both: ReturnType<typeof sides>): Effect | null =>
  compareBlocks(sharedBlocks(...both), p50);
const asGroups = (...both: ReturnType<typeof sides>): Effect | null => compareLaunches(...both, p50);

const finds = (effect: Effect | null): boolean =>
  effect !== null && ['slower', 'faster'].includes(conclude(effect, 0.03, true));

test('launches of the same block stand side by side, and the others are named', () => {
  const [a, b] = sides({ launches: 5, correlation: 0 }, 1);
  const shared = sharedBlocks([...a.slice(2), ...a.slice(0, 1)], b.slice(0, 4));
  assert.equal(
    [shared.a, shared.b].map((side) => side.map(({ trial }) => trial)),
    [
      [1, 3, 4],
      [1, 3, 4],
    ],
  );
  assert.equal(shared.incomplete, [2, 5]);
  assert.is(compareBlocks(sharedBlocks(a.slice(0, 2), b.slice(2)), p50), null);
});

test('what a block did to both sides cancels', () => {
  const [a, b] = sides(
    { launches: 5, correlation: 0.999, launchNoise: 0.3, slowdown: 1.1, calls: 20_000 },
    3,
  );
  const effect = compareBlocks(sharedBlocks(a, b), p50);
  assert.ok(effect?.interval && effect.interval.low > 1.06 && effect.interval.high < 1.14);
  assert.equal(effect.launches, [5, 5]);
  assert.ok((effect.pValue ?? 1) < 1e-3);
  assert.ok(!finds(asGroups(a, b)), 'as two groups they hide it');
});

/** Logarithms of two sides at 5 % noise; the ratio of b to a is 1.1. */
function* simulatedLogs(blocks: number, correlation: number, runs: number): Generator<readonly number[][]> {
  const random = seededRandom(blocks + 100 * correlation);
  const shared = Math.sqrt(correlation);
  const own = Math.sqrt(1 - correlation);
  for (let run = 0; run < runs; run += 1) {
    const ofBlock = Array.from({ length: blocks }, () => shared * normal(random));
    yield [0, Math.log(1.1)].map((log) => ofBlock.map((each) => log + 0.05 * (each + own * normal(random))));
  }
}

test('intervals over blocks hold the truth, whether sides correlate or not', () => {
  const runs = 4000;
  for (const blocks of [3, 5, 10])
    for (const correlation of [0, 0.65, 0.9]) {
      let [plain, trimmed] = [0, 0];
      for (const [a = [], b = []] of simulatedLogs(blocks, correlation, runs)) {
        const logs = [b.map((log, block) => log - (a[block] ?? 0))] as const;
        if (holds(effectOfLogs(logs).interval)) plain += 1;
        if (holds(trimmedEffect(logs)?.interval)) trimmed += 1;
      }
      const name = `${String(blocks)} blocks, correlation ${String(correlation)}`;
      assert.ok(Math.abs(plain / runs - 0.95) < 0.01, `${name}: ${String(plain / runs)}`);
      if (blocks >= 5)
        assert.ok(Math.abs(trimmed / runs - 0.945) < 0.015, `${name}: ${String(trimmed / runs)}`);
    }
});

function holds(interval: Interval | null | undefined): boolean {
  return !!interval && interval.low <= 1.1 && interval.high >= 1.1;
}

test('a change of 10 % that two groups of five launches often hide is found in blocks that correlate', () => {
  const runs = 100;
  const count = (
    slowdown: number,
    compared: (...both: ReturnType<typeof sides>) => Effect | null,
  ): number => {
    const shape = { launches: 5, correlation: 0.65, slowdown };
    return Array.from({ length: runs }, (_, run) => finds(compared(...sides(shape, run)))).filter(Boolean)
      .length;
  };
  const [paired, apart, same] = [count(1.1, byBlock), count(1.1, asGroups), count(1, byBlock)];
  assert.ok(paired >= 93 && apart <= 85 && same <= 5, `${String(paired)}, ${String(apart)}, ${String(same)}`);
});

test('percentiles that only all launches together support are compared by blocks, too', () => {
  const p99 = quantile(0.99);
  const [a, b] = sides({ launches: 5, correlation: 0.9, slowdown: 1.3, calls: 400 }, 2);
  assert.is(logsOf(a, b, p99, { paired: true }), null);
  const effect = compareBlocks(sharedBlocks(a, b), p99);
  assert.is(effect?.ratio, (p99(b) ?? 0) / (p99(a) ?? 1));
  const [width, apart] = [effect, compareLaunches(a, b, p99)].map((each) =>
    Math.log((each?.interval?.high ?? 1) / (each?.interval?.low ?? 1)),
  );
  assert.ok(width !== undefined && apart !== undefined && width < apart);
});

test('where drawn blocks may lie beyond what histograms reach there is no interval', () => {
  const p99 = quantile(0.99);
  const [a, b] = sides({ launches: 5, correlation: 0.9, calls: 400 }, 2);
  const beyond = b.map((launch, index) =>
    index === 2 ? { ...launch, response: { ...launch.response, overflow: 15 } } : launch,
  );
  const effect = compareBlocks(sharedBlocks(a, beyond), p99);
  assert.ok((effect?.ratio ?? 0) > 0);
  assert.equal([effect?.interval, effect?.pValue], [null, null]);
});

test('a block that went wrong does not carry the trimmed estimate', () => {
  const ratios = [0.09, 0.1, 0.11, 0.1, 2];
  const [plain, trimmed] = [effectOfLogs([ratios]), trimmedEffect([ratios])];
  assert.ok(plain.ratio > 1.5);
  assert.ok(trimmed !== null && Math.abs(Math.log(trimmed.ratio) - 0.31 / 3) < 1e-12);
  assert.equal(trimmed.cut, [1]);
  assert.is(trimmedEffect([ratios.slice(1)]), null, 'of four none would be left out');
});

test('trimmed intervals are those of Yuen and of Tukey and McLaughlin', () => {
  const a = [0.12, 0.07, 0.3, 0.15, 0.09, 0.11, 0.02];
  const b = [0.31, 0.28, 0.42, 0.25, 0.9, 0.33, 0.29];
  // By hand: means of the middle five, and Winsorized squares over 5 · 4.
  const [ofA, ofB] = [
    { mean: 0.108, variance: 0.006885714 / 20 },
    { mean: 0.326, variance: 0.023142857 / 20 },
  ];
  const variance = ofA.variance + ofB.variance;
  const degrees = (4 * variance ** 2) / (ofA.variance ** 2 + ofB.variance ** 2);
  const high = (mean: number, error: number, df: number): number =>
    mean + studentFactor(0.95, df) * Math.sqrt(error);
  const near = (found: number | undefined, log: number): boolean =>
    Math.abs(Math.log(found ?? 0) - log) < 1e-6;
  const [pair, one] = [trimmedEffect([a, b]), trimmedEffect([a])];
  assert.ok(near(pair?.ratio, 0.218));
  assert.ok(near(pair?.interval?.high, high(0.218, variance, degrees)));
  assert.ok(near(one?.ratio, 0.108));
  assert.ok(near(one?.interval?.high, high(0.108, ofA.variance, 4)));
});

test('cells are pooled block by block', () => {
  assert.equal(
    pooledLogs([[[0.1, 0.2, 0.3]], [[0.3, 0.2, 0.5]]]).map((logs) => logs.map((log) => log.toFixed(2))),
    [['0.20', '0.20', '0.40']],
  );
  assert.equal(
    pooledLogs([
      [
        [0, 1],
        [2, 3],
      ],
      [
        [1, 2],
        [4, 5],
      ],
    ]),
    [
      [0.5, 1.5],
      [3, 4],
    ],
  );
});

test.run();
