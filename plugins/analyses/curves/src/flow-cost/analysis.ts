import type { Analysis, Cell, Finding, Row } from '@wiretax/core';
import { placeOf, usableRows } from '@wiretax/core/record';
import {
  type Claim,
  claimOf,
  compareLaunches,
  type Effect,
  familyWiseErrorRates,
  mean,
  quantile,
  type Statistic,
} from '@wiretax/statistics';
import { caveatsOf, claimWords, findingId, timesWords, withUniqueIds } from '@wiretax/statistics/statements';

interface Figure {
  readonly key: string;
  readonly words: string;
  /** In a row. */
  readonly path: string;
  readonly statistic: Statistic;
}

const figures: readonly Figure[] = [
  { key: 'mean', words: 'mean response time', path: 'response.mean', statistic: mean('response') },
  { key: 'p99', words: 'P99', path: 'response.p99', statistic: quantile(0.99) },
];
/** Told only where it misleads. */
const service: Figure = {
  key: 'service',
  words: 'mean service time',
  path: 'service.mean',
  statistic: mean('service'),
};

/** A cell with flow control beside the same without it, by one figure. */
interface Compared {
  readonly base: Row;
  readonly row: Row;
  readonly figure: Figure;
  readonly effect: Effect;
}

/** What flow control changes for callers, against the same cell without it, and whether it only moved the queue. */
export const flowCost: Analysis = {
  title: 'What flow control costs',
  weight: 90,
  analyse: ({ rows }) => {
    const usable = usableRows(rows);
    const free = new Map(
      usable.filter(({ cell }) => cell.flow.length === 0).map((row) => [keyOf(row.cell), row]),
    );
    const compared = usable
      .filter(({ cell }) => cell.flow.length > 0)
      .toSorted((a, b) => (a.cell.id < b.cell.id ? -1 : 1))
      .flatMap((row) => comparedWith(free.get(keyOf(row.cell)), row));
    const pValues = familyWiseErrorRates(compared.map(({ effect }) => effect.pValue));
    const claims = new Map(
      compared.map((one, index) => [
        one,
        claimOf(one.effect, { pValue: pValues[index] ?? null, claims: compared.length }),
      ]),
    );
    return withUniqueIds(
      compared.flatMap((one) => {
        const claim = claims.get(one);
        if (claim === undefined || one.figure === service) return [];
        const served = compared.find(({ row, figure }) => row === one.row && figure === service);
        return [findingOf(one, claim, served && claims.get(served))];
      }),
    );
  },
};

/** Everything but the flow control. */
function keyOf(cell: Cell): string {
  return placeOf(cell, ['flow']);
}

function comparedWith(base: Row | undefined, row: Row): readonly Compared[] {
  if (base === undefined) return [];
  return [...figures, service].flatMap((figure) => {
    const effect = compareLaunches(base.launches, row.launches, figure.statistic);
    return effect === null ? [] : [{ base, row, figure, effect }];
  });
}

function findingOf(
  { base, row, figure, effect }: Compared,
  claim: Claim,
  served: Claim | undefined,
): Finding {
  const flow = row.cell.flow.map(({ label }) => label).join('+');
  const moved = figure.key === 'mean' && served !== undefined ? movedWords(claim, served) : '';
  const { ratio, interval } = effect;
  return {
    id: findingId('flow-cost', row.cell.id, figure.key),
    statement: `${base.cell.id} by ${figure.words}: ${claimWords(claim, ['no flow control', flow])}${moved}.`,
    numbers: {
      ratio,
      ...(interval === null ? {} : { ratioLow: interval.low, ratioHigh: interval.high }),
    },
    ...(interval === null ? {} : { interval }),
    figure: figure.path,
    cells: [base.cell.id, row.cell.id],
    ...caveatsOf([base, row]),
  };
}

/** Service time is surely shorter, and response time surely not by half as much (on the log scale). */
function movedWords(claim: Claim, served: Claim): string {
  const gained = claim.better === 'b' ? (claim.interval?.high ?? claim.ratio) : 1;
  const isShorter = served.told === 'differ' && served.better === 'b';
  if (!isShorter || gained > Math.sqrt(served.ratio)) return '';
  return `; service time is shorter by ${timesWords(served.ratio, served.interval)}, as the queue moved to where it doesn't see it`;
}
