import type { Row } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { alternated, rowWith, sidesOf } from './compare.test.support.js';
import { type Compared, compare } from './comparison.js';
import { arePaired, type Pair } from './pairing.js';
import { overall } from './verdict.js';

/** Both sides of some blocks that correlate as those of interleaved runs do; another run for each seed. */
function pairOf(seed: number, slowdown: number, bytes = 64): Pair {
  const shape = { bytes, launchNoise: 0.05, blocks: { seed, correlation: 0.65 } };
  return {
    a: rowWith({ ...shape, seed: 2 * seed + bytes }),
    b: rowWith({ ...shape, seed: 2 * seed + bytes + 1, p50Ns: 50_000 * slowdown }),
  };
}

function without(row: Row, block: number): Row {
  return { ...row, launches: row.launches.filter(({ trial }) => trial !== block) };
}

function paired(pairs: readonly Pair[], isPooled?: (pair: Pair) => boolean): Compared {
  return compare(pairs, { margin: 0.03, paired: true, isPooled });
}

function share(
  runs: number,
  slowdown: number,
  compared: (pair: Pair) => Compared,
  told: readonly string[],
): number {
  const found = Array.from({ length: runs }, (_, run) =>
    overall(compared(pairOf(1000 * run, slowdown)).comparisons),
  );
  return found.filter((each) => told.includes(each)).length / runs;
}

test('of interleaved runs with 5 % noise and five launches, 10 % is found far more often block by block', () => {
  const apart = (pair: Pair): Compared => compare([pair], { margin: 0.03, paired: false });
  const together = (pair: Pair): Compared => paired([pair]);
  const [found, foundApart] = [together, apart].map((each) => share(100, 1.1, each, ['slower', 'mixed']));
  assert.ok(found !== undefined && foundApart !== undefined);
  assert.ok(found >= 0.93 && foundApart <= found - 0.08, `${String(found)} against ${String(foundApart)}`);
  assert.ok(share(100, 1, together, ['slower', 'faster', 'mixed']) <= 0.05);
});

test('blocks are paired where they measured both', () => {
  const pairs = [pairOf(1, 1)];
  const of = (...changes: readonly Parameters<typeof sidesOf>[1][]): boolean => {
    const { a, b } = sidesOf(pairs, ...changes);
    return arePaired(a, b);
  };
  assert.ok(of(...alternated));
  assert.not(of(), 'one after the other');
  const resumedAt = ['2026-01-03T00:00:00.000Z'];
  assert.not(of({ ...alternated[0], resumedAt }, alternated[1]), 'gone on with alone');
  const { a } = sidesOf(pairs);
  assert.ok(arePaired(a, { ...a, manifest: { ...a.manifest, resumedAt } }), 'cells of one run');
});

test('a block that one side has not finished is left out on both, and said', () => {
  const pair = pairOf(1, 1.1);
  const { comparisons, incomplete } = paired([{ a: without(pair.a, 2), b: without(pair.b, 5) }]);
  assert.equal(incomplete, [{ cell: 'tcp.64B.c10', blocks: [2, 5] }]);
  assert.ok(comparisons.length > 0 && comparisons.every(({ effect }) => effect.launches.join() === '3,3'));
  const other = paired([{ a: without(without(pair.a, 2), 5), b: without(without(pair.b, 2), 5) }]);
  assert.equal(comparisons, other.comparisons);
  const disjoint = {
    a: { ...pair.a, launches: pair.a.launches.slice(0, 2) },
    b: { ...pair.b, launches: pair.b.launches.slice(2) },
  };
  assert.equal(paired([disjoint]).leftOut, [
    { cell: 'tcp.64B.c10', reason: 'no block was finished on both sides' },
  ]);
});

const sizes = [64, 128, 256, 512, 1024, 2048];

test('cells together tell what each alone does not', () => {
  const pairs = sizes.map((bytes) => pairOf(7, 1.045, bytes));
  const { comparisons, pool } = paired(pairs, () => true);
  const widthOf = ({
    effect: { interval },
  }: Compared['comparisons'][number] | NonNullable<Compared['pool']>['differences'][number]): number =>
    Math.log((interval?.high ?? 9) / (interval?.low ?? 1));
  const p50 = pool?.differences.find(({ figure }) => figure.key === 'p50');
  assert.ok(p50);
  assert.equal([pool?.cells, p50.cells, p50.effect.launches], [6, 6, [5, 5]]);
  const single = comparisons.filter(({ figure }) => figure.key === 'p50');
  const mean = single.reduce((sum, { effect }) => sum + Math.log(effect.ratio), 0) / single.length;
  assert.ok(
    Math.abs(Math.log(p50.effect.ratio) - mean) < 1e-12,
    'the geometric mean of the changes of cells',
  );
  assert.ok(widthOf(p50) < Math.min(...single.map(widthOf)));
});

test('of cells together, only blocks count that all cells have', () => {
  const [one, other] = [pairOf(7, 1, 64), pairOf(7, 1, 128)];
  const { pool } = paired([one, { ...other, b: without(other.b, 4) }], () => true);
  assert.ok(pool !== null);
  assert.equal(pool.incomplete, [4]);
  assert.ok(pool.differences.every(({ effect }) => effect.launches.join() === '4,4'));
});

test('of two runs that did not alternate, cells together are two groups of blocks', () => {
  const { pool } = compare(
    sizes.map((bytes) => pairOf(7, 1.5, bytes)),
    { margin: 0.03, paired: false, isPooled: () => true },
  );
  assert.ok(
    pool?.differences.every(({ effect, conclusion }) => effect.interval !== null && conclusion === 'slower'),
  );
});

test('a percentile that a launch alone does not have is of fewer cells together', () => {
  const few = rowWith({ bytes: 128, calls: 300 });
  const { comparisons, pool } = paired([pairOf(7, 1), { a: few, b: few }], () => true);
  assert.is(comparisons.filter(({ figure }) => figure.key === 'p99').length, 2);
  assert.equal(pool?.differences.map(({ figure, cells }) => [figure.key, cells]).slice(0, 2), [
    ['p50', 2],
    ['p99', 1],
  ]);
});

test.run();
