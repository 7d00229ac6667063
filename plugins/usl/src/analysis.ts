import { type Analysis, type Finding, isStruck, significant } from '@wiretax/core';
import { bootstrap, type Derived, type Series, seriesOver, throughput } from '@wiretax/statistics';
import {
  clients,
  findingId,
  intervalWords,
  reservations,
  withUniqueIds,
} from '@wiretax/statistics/statements';
import { fit, type Fit, peakOf } from './fit.js';

/** Three parameters leave no point over to judge a fit of three by. */
const fewestPoints = 4;
/** Below it the law doesn't describe the points. */
const goodFit = 0.9;

/** The Universal Scalability Law over concurrency, a finding for each series. */
export const usl: Analysis = {
  analyse: ({ rows }) => {
    const series = seriesOver(
      rows.filter((row) => !isStruck(row)),
      'concurrency',
    );
    const inOrder = series.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return withUniqueIds(inOrder.flatMap((one) => findingOf(one) ?? []));
  },
};

function findingOf(series: Series): Finding | undefined {
  const points = series.points.flatMap(({ x, row }) => {
    const rate = throughput(row.launches);
    return rate === null ? [] : [{ x, rate, row }];
  });
  if (points.length < fewestPoints) return undefined;
  const found = fit(points);
  if (found === undefined) return undefined;
  const { lambda, sigma, kappa, r2 } = found;
  const peak = bootstrap(
    points.map(({ row }) => row.launches),
    (groups) => {
      const drawn = fit(
        groups.flatMap((launches, index) => {
          const rate = throughput(launches);
          return rate === null ? [] : [{ x: points[index]?.x ?? 1, rate }];
        }),
      );
      return drawn === undefined ? null : peakOf(drawn);
    },
    { resamples: 200 },
  );
  const most = points.at(-1)?.x ?? 1;
  const launches = Math.min(...points.map(({ row }) => row.launches.length));
  return {
    id: findingId('usl', series.label, series.fixed),
    statement:
      statement(series, found, peak, most, launches) + `${reservations(points.map(({ row }) => row))}.`,
    numbers: {
      lambda,
      sigma,
      kappa,
      r2,
      ...(peak.value !== null && r2 >= goodFit && peak.value <= most ? { peakClients: peak.value } : {}),
    },
    ...(peak.interval !== null && r2 >= goodFit && peak.interval.high <= most
      ? { interval: peak.interval }
      : {}),
    cells: points.map(({ row }) => row.cell.id),
  };
}

function statement(
  { label, fixed }: Series,
  found: Fit,
  peak: Derived,
  most: number,
  launches: number,
): string {
  const of = `Throughput of ${label} at ${fixed} over concurrent calls`;
  const fits = `R² ${significant(found.r2)}`;
  if (found.r2 < goodFit) return `${of} does not follow the Universal Scalability Law (${fits})`;
  const share = `contention ${significant(found.sigma * 100)} %, coherency ${significant(found.kappa * 100)} %, ${fits}`;
  if (peak.value === null || peak.value > most) {
    return `${of} follows the Universal Scalability Law (${share}) and has its peak beyond ${clients(most)}`;
  }
  const { interval } = peak;
  const words =
    interval !== null && interval.high > most
      ? `95 % interval ${significant(interval.low)} to beyond ${clients(most)}`
      : intervalWords(interval, launches, significant);
  return `${of} follows the Universal Scalability Law (${share}) and has its peak at about ${significant(peak.value)} clients (${words})`;
}
