import type { Launch, Row } from '@wiretax/core';
import { seededRandom } from '@wiretax/core/run';
import { applyPlugin, fakeHost, sampleResults, sampleRow } from '@wiretax/core/testing';
import curves from '@wiretax/plugin-curves';
import { estimate, quantile, type Statistic, throughput } from '@wiretax/statistics';
import { syntheticLaunches } from '@wiretax/statistics/synthetic';
import { numberArgument } from './tools/arguments.js';

/**
 * Simulated rows whose launches are of two kinds: how often intervals of 95 % hold the truth, and how often the analysis `launches` finds
 * such rows. Goals: of tables of twelve rows of one kind at most 5 % have a finding. The number of rows and tables in each line may be given.
 */
const runs = numberArgument(0, 700);
/** Of launches of one kind. */
const noise = 0.03;
const pooled = 2000;

interface Kinds {
  readonly name: string;
  readonly share: number;
  readonly ratio: number;
}

const mixtures: readonly Kinds[] = [
  { name: 'one kind', share: 0, ratio: 1 },
  { name: 'equal shares, 1.3 times', share: 1 / 2, ratio: 1.3 },
  { name: 'equal shares, 1.5 times', share: 1 / 2, ratio: 1.5 },
  { name: 'one in five, 1.5 times', share: 1 / 5, ratio: 1.5 },
  { name: 'one in ten, 1.5 times', share: 1 / 10, ratio: 1.5 },
];

const shape = { calls: 1000, tailRatio: 1.6, p50Ns: 50_000, launchNoise: noise };

function percent(count: number, of: number): string {
  return `${((100 * count) / of).toFixed(1)} %`.padStart(8);
}

/** Launches with exactly these shares: what any draw from them ought to tell is known. */
function poolOf({ share, ratio }: Kinds, seed: number): readonly Launch[] {
  const slow = Math.round(pooled * share);
  return [
    ...syntheticLaunches({ ...shape, launches: pooled - slow, seed }),
    ...syntheticLaunches({ ...shape, p50Ns: shape.p50Ns * ratio, launches: slow, seed: seed + 1 }),
  ];
}

const figures: readonly (readonly [name: string, statistic: Statistic])[] = [
  ['throughput', throughput],
  ['P50', quantile(0.5)],
];

/** Of intervals of so many launches, how many hold what endless ones would show. */
function coverage(kinds: Kinds, count: number): readonly string[] {
  const pool = poolOf(kinds, 17);
  const random = seededRandom(count);
  const held = figures.map(() => 0);
  const truths = figures.map(([, statistic]) => statistic(pool) ?? 0);
  for (let run = 0; run < runs; run += 1) {
    const drawn = Array.from({ length: count }, () => pool[Math.floor(random() * pool.length)]);
    const launches = drawn.flatMap((launch) => launch ?? []);
    figures.forEach(([, statistic], figure) => {
      const interval = estimate(launches, statistic)?.interval;
      const truth = truths[figure] ?? 0;
      if (interval && interval.low <= truth && truth <= interval.high) held[figure] = (held[figure] ?? 0) + 1;
    });
  }
  return held.map((count) => percent(count, runs));
}

const analysis = applyPlugin(curves, fakeHost()).analyses.need('launches').contribution;
const rowsOfTable = 12;

/** Rows of which each has its own noise, 1 to 10 %, or all the same; the first so many are of two kinds. */
function table(count: number, seed: number, parted: number, kinds: Kinds, ownNoise: boolean): readonly Row[] {
  return Array.from({ length: rowsOfTable }, (_, index) => {
    const launches = syntheticLaunches({
      ...shape,
      launches: count,
      calls: 300,
      launchNoise: ownNoise ? 0.01 * 10 ** (index / (rowsOfTable - 1)) : noise,
      ...(index < parted ? { secondKind: kinds } : {}),
      seed: rowsOfTable * seed + index,
    });
    return sampleRow({ clients: index + 1 }, { launches });
  });
}

/** Of rows of two kinds, how many have a finding, if they are so many of the twelve. */
function power(kinds: Kinds, count: number, parted: number): string {
  const tables = Math.ceil(runs / parted);
  let found = 0;
  for (let seed = 1; seed <= tables; seed += 1) {
    const rows = table(count, seed, parted, kinds, false);
    const cells = new Set(analysis.analyse(sampleResults(rows)).flatMap((finding) => finding.cells));
    found += rows.slice(0, parted).filter(({ cell }) => cells.has(cell.id)).length;
  }
  return percent(found, tables * parted);
}

const twoKinds = mixtures.filter(({ share }) => share > 0);

console.log(
  `coverage of 95 % intervals, launches of one kind differ by ${String(100 * noise)} %, ${String(runs)} rows a line`,
);
console.log(`launches  ${figures.map(([name]) => name.padStart(10)).join('  ')}`);
for (const kinds of mixtures) {
  for (const count of [3, 5, 10]) {
    const columns = coverage(kinds, count).map((text) => text.padStart(10));
    console.log([String(count).padStart(8), ...columns, kinds.name].join('  '));
  }
}

console.log(
  `\nshare of ${String(runs)} tables of twelve rows of one kind that differ by 1 to 10 % with a finding; goal: at most 5 %`,
);
for (const count of [3, 4, 5, 7, 10]) {
  const [one] = mixtures;
  let claimed = 0;
  for (let seed = 1; one !== undefined && seed <= runs; seed += 1) {
    if (analysis.analyse(sampleResults(table(count, seed, 0, one, true))).length > 0) claimed += 1;
  }
  console.log(`${String(count).padStart(8)}  ${percent(claimed, runs)}`);
}

console.log('\nshare of rows of two kinds with a finding, if one of twelve rows is such | if all are');
for (const kinds of twoKinds) {
  for (const count of [5, 10]) {
    const shares = [1, rowsOfTable].map((parted) => power(kinds, count, parted));
    console.log(`${String(count).padStart(8)}  ${shares.join(' | ')}  ${kinds.name}`);
  }
}
