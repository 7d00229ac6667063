import { type Analysis, type Finding, type FittedCurve, type Row, significant } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import {
  bootstrap,
  falseDiscoveryRates,
  type Interval,
  lowerOf,
  type Series,
  seriesOver,
  throughput,
} from '@wiretax/statistics';
import {
  caveatsOf,
  clients,
  findingId,
  rangeWords,
  unknownWords,
  withUniqueIds,
} from '@wiretax/statistics/statements';
import { described } from '../far-off.js';
import { type Fall, fallOf } from './fall.js';
import { fit, type Fit, peakOf } from './fit.js';
import type { Measured } from './law.js';
import { rateAt } from './least-squares.js';

/** Three parameters leave no point over to judge a fit of three by. */
const fewestPoints = 4;
/** Below it the law doesn't describe the points. */
const goodFit = 0.9;
const curveSteps = 24;

interface Taken extends Measured {
  readonly row: Row;
}

interface Fitted {
  readonly series: Series;
  readonly points: readonly Taken[];
  readonly law: Fit;
  readonly fall: Fall | undefined;
  /** Left out, as it is far off the law of the others. */
  readonly without: Taken | undefined;
}

/** The Universal Scalability Law over concurrency, a finding for each series. */
export const usl: Analysis = {
  title: 'Scalability law',
  weight: 120,
  analyse: ({ rows }) => {
    const inOrder = seriesOver(usableRows(rows), 'concurrency').toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const fitted = inOrder.flatMap((series) => fittedTo(series) ?? []);
    const pValues = falseDiscoveryRates(fitted.map(({ fall }) => fall?.pValue ?? null));
    return withUniqueIds(
      fitted.map((one, index) => {
        const falls = one.fall !== undefined && lowerOf(one.fall.effect, pValues[index]) === 'b';
        return findingOf(one, falls);
      }),
    );
  },
};

function fittedTo(series: Series): Fitted | undefined {
  const points = series.points.flatMap(({ x, row }): Taken[] => {
    const rate = throughput(row.launches);
    return rate === null ? [] : [{ x, rate, row }];
  });
  const found = described(points, {
    fit: (some) => fit(some),
    over: ({ x, rate }, law) => rate / rateAt(law, x),
    quality: (_, { r2 }) => r2,
    fewest: fewestPoints,
  });
  if (found === undefined) return undefined;
  return { series, ...found, without: found.without, fall: fallOf(found.points) };
}

/** The law has a peak on every plateau: it is told only where throughput is known to fall beyond it. */
function findingOf({ series, points, law, fall, without }: Fitted, falls: boolean): Finding {
  const { lambda, sigma, kappa, r2 } = law;
  const isGood = r2 >= goodFit;
  const peak = isGood && falls ? peakWithin(points, law) : undefined;
  const left = without === undefined ? '' : `, without ${clients(without.x)}, where it is far off,`;
  const of = `Throughput of ${series.label} at ${series.fixed} over clients (calls in flight, not processors)${left}`;
  const told = isGood
    ? `follows the Universal Scalability Law (contention ${significant(sigma * 100)} %, coherency ${significant(kappa * 100)} %, R² ${significant(r2)}); ${peakWords(points, peak, fall)}`
    : `does not follow the Universal Scalability Law (R² ${significant(r2)})`;
  return {
    id: findingId('usl', series.label, series.fixed),
    statement: `${of} ${told}.`,
    numbers: {
      r2,
      ...(isGood ? { lambda, sigma, kappa } : {}),
      ...(peak === undefined ? {} : { peakClients: peak.clients }),
    },
    ...(peak?.interval ? { interval: peak.interval } : {}),
    cells: points.map(({ row }) => row.cell.id),
    ...caveatsOf(points.map(({ row }) => row)),
    ...(isGood ? { curves: [curveOf(points, law)] } : {}),
  };
}

/** From the lowest level to the highest, in equal steps of the logarithm. */
function curveOf(points: readonly Taken[], law: Fit): FittedCurve {
  const [lowest, highest] = [points[0]?.x ?? 1, points.at(-1)?.x ?? 1];
  const at = (step: number): number => lowest * (highest / lowest) ** (step / curveSteps);
  return {
    axis: 'concurrency',
    figure: 'throughput',
    cells: points.map(({ row }) => row.cell.id),
    points: Array.from({ length: curveSteps + 1 }, (_, step) => ({ x: at(step), y: rateAt(law, at(step)) })),
  };
}

interface Peak {
  readonly clients: number;
  /** Not beyond the most clients, at which throughput has fallen. */
  readonly interval: Interval | null;
}

/** Undefined where the law has it beyond the most clients. */
function peakWithin(points: readonly Taken[], found: Fit): Peak | undefined {
  const most = points.at(-1)?.x ?? 1;
  // One that is nowhere counts as one far beyond: such resamples must not be left out.
  const clientsAt = (law: Fit): number => Math.min(peakOf(law) ?? most, most);
  const { value, interval } = bootstrap(
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
  if (value === null || value >= most) return undefined;
  return { clients: value, interval: interval && { ...interval, high: Math.min(interval.high, most) } };
}

function peakWords(points: readonly Taken[], peak: Peak | undefined, fall: Fall | undefined): string {
  const most = points.at(-1)?.x ?? 1;
  if (peak === undefined || fall === undefined) return `a peak up to ${clients(most)} is ${unknownWords()}`;
  const lost = significant((1 - fall.effect.ratio) * 100);
  return `its peak is at about ${significant(peak.clients)} clients${rangeWords(peak.interval, significant)}, and from ${String(fall.from)} to ${clients(most)} throughput falls by ${lost} %`;
}
