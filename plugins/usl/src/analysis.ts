import { type Analysis, type Finding, type Row, significant, usableRows } from '@wiretax/core';
import { bootstrap, type Derived, type Series, seriesOver, throughput } from '@wiretax/statistics';
import {
  clients,
  findingId,
  intervalWords,
  reservations,
  withUniqueIds,
} from '@wiretax/statistics/statements';
import { fit, type Fit, type Measured, peakOf } from './fit.js';

/** Three parameters leave no point over to judge a fit of three by. */
const fewestPoints = 4;
/** Below it the law doesn't describe the points. */
const goodFit = 0.9;

interface Taken extends Measured {
  readonly row: Row;
}

/** The Universal Scalability Law over concurrency, a finding for each series. */
export const usl: Analysis = {
  analyse: ({ rows }) => {
    const series = seriesOver(usableRows(rows), 'concurrency');
    const inOrder = series.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return withUniqueIds(inOrder.flatMap((one) => findingOf(one) ?? []));
  },
};

function findingOf(series: Series): Finding | undefined {
  const points = series.points.flatMap(({ x, row }): Taken[] => {
    const rate = throughput(row.launches);
    return rate === null ? [] : [{ x, rate, row }];
  });
  if (points.length < fewestPoints) return undefined;
  const found = fit(points);
  if (found === undefined) return undefined;
  const most = points.at(-1)?.x ?? 1;
  const peak = peakWithin(points, found, most);
  const { lambda, sigma, kappa, r2 } = found;
  const isGood = r2 >= goodFit;
  const isReached = isGood && peak.value !== null && peak.value <= most;
  const { interval } = peak;
  const launches = Math.min(...points.map(({ row }) => row.launches.length));
  return {
    id: findingId('usl', series.label, series.fixed),
    statement: `${statement(series, found, peak, most, launches)}${reservations(points.map(({ row }) => row))}.`,
    numbers: {
      r2,
      ...(isGood ? { lambda, sigma, kappa } : {}),
      ...(isReached ? { peakClients: peak.value } : {}),
    },
    ...(isReached && interval !== null && interval.high <= most ? { interval } : {}),
    cells: points.map(({ row }) => row.cell.id),
  };
}

/** A peak that is nowhere counts as one far beyond what was measured: such resamples must not be left out. */
function peakWithin(points: readonly Taken[], found: Fit, most: number): Derived {
  const farthest = most * 1000;
  const clientsAt = (law: Fit): number => Math.min(peakOf(law) ?? farthest, farthest);
  if (found.r2 < goodFit) return { value: null, interval: null, definedShare: 0 };
  return bootstrap(
    points.map(({ row }) => row.launches),
    (groups) => {
      const drawn = groups.flatMap((launches, index) => {
        const rate = throughput(launches);
        return rate === null ? [] : [{ x: points[index]?.x ?? 1, rate }];
      });
      const law = fit(drawn, found);
      return law === undefined ? null : clientsAt(law);
    },
    { resamples: 200 },
  );
}

function statement(
  { label, fixed }: Series,
  found: Fit,
  peak: Derived,
  most: number,
  launches: number,
): string {
  const of = `Throughput of ${label} at ${fixed} over clients (calls in flight, not processors)`;
  const fits = `R² ${significant(found.r2)}`;
  if (found.r2 < goodFit) return `${of} does not follow the Universal Scalability Law (${fits})`;
  const share = `contention ${significant(found.sigma * 100)} %, coherency ${significant(found.kappa * 100)} %, ${fits}`;
  if (peak.value === null || peak.value > most) {
    return `${of} follows the Universal Scalability Law (${share}); its peak is not reached up to ${clients(most)}`;
  }
  const { interval } = peak;
  const words =
    interval !== null && interval.high > most
      ? `95 % interval ${significant(interval.low)} to beyond ${clients(most)}`
      : intervalWords(interval, launches, significant);
  return `${of} follows the Universal Scalability Law (${share}); its peak is at about ${significant(peak.value)} clients (${words})`;
}
