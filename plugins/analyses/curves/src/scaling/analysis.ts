import type { Analysis, Finding } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { type Series, seriesOver } from '@wiretax/statistics';
import { caveatsOf, findingId, withUniqueIds } from '@wiretax/statistics/statements';
import { type Exponent, exponentOf, judged, margin } from './exponent.js';
import { metricsOf } from './metrics.js';
import { mostCounters, statementOf } from './statement.js';

const fewestPoints = 3;
/** So far out, intervals of few launches hold less often than they say; found by simulating 30 counters over 5 launches. */
const heavierTails = 4;

/** How every figure grows with the number of clients, a finding for each series over concurrency. */
export const scaling: Analysis = {
  title: 'What grows with concurrency',
  weight: 110,
  analyse: ({ rows }) => {
    const series = seriesOver(usableRows(rows), 'concurrency').sort(inOrder);
    return withUniqueIds(series.flatMap((one) => findingOf(one) ?? []));
  },
};

/** Of size, then of the key: the same whatever the order of the rows. */
function inOrder(a: Series, b: Series): number {
  return bytesOf(a) - bytesOf(b) || (a.key < b.key ? -1 : 1);
}

function bytesOf({ points }: Series): number {
  return points[0]?.row.cell.size.requestBytes ?? 0;
}

function findingOf(series: Series): Finding | undefined {
  const { points } = series;
  if (points.length < fewestPoints) return undefined;
  const metrics = metricsOf(points.map(({ row }) => row));
  const counters = metrics.filter(({ kind }) => kind === 'counter').length;
  const level = 1 - 0.05 / (counters * heavierTails);
  const values = metrics.flatMap((metric) => exponentOf(points, metric) ?? []);
  let named = 0;
  // Intervals are for verdicts, and of counters only the strongest are said.
  const exponents = values
    .sort(
      (a, b) =>
        Number(a.metric.kind === 'counter') - Number(b.metric.kind === 'counter') || b.value - a.value,
    )
    .map((unjudged): Exponent => {
      const { metric, value } = unjudged;
      if (metric.kind !== 'counter') return judged(points, metric, 0.95) ?? unjudged;
      if (value <= 1 + margin || named === mostCounters) return unjudged;
      const found = judged(points, metric, level) ?? unjudged;
      if (found.verdict === 'super-linear') named += 1;
      return found;
    });
  const superLinear = exponents
    .filter(({ verdict }) => verdict === 'super-linear')
    .sort((a, b) => b.value - a.value);
  if (!isWorthSaying(exponents, series)) return undefined;
  const headline = superLinear[0] ?? exponents[0];
  return {
    id: findingId('scaling', series.label, series.fixed),
    statement: statementOf({ series, exponents, superLinear, counters }),
    numbers: Object.fromEntries(exponents.flatMap(figures)),
    ...(headline?.interval ? { interval: headline.interval } : {}),
    cells: points.map(({ row }) => row.cell.id),
    ...caveatsOf(points.map(({ row }) => row)),
  };
}

/** Response times are always said of few launches; else something must have come out. */
function isWorthSaying(exponents: readonly Exponent[], { points }: Series): boolean {
  const fewest = Math.min(...points.map(({ row }) => row.launches.length));
  const told = exponents.filter(
    ({ metric, verdict }) =>
      verdict === 'super-linear' || (metric.kind === 'response' && (fewest < 3 || verdict !== "can't tell")),
  );
  return told.length > 0;
}

function figures({ metric, value, interval }: Exponent): [string, number][] {
  const key = `${metric.key}Exponent`;
  const named: [string, number][] = [[key, value]];
  if (interval !== null) named.push([`${key}Low`, interval.low], [`${key}High`, interval.high]);
  return named;
}
