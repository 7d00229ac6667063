import {
  type Analysis,
  type Cell,
  type Finding,
  formatDuration,
  formatRatio,
  type Row,
  usableRows,
} from '@wiretax/core';
import {
  claimedUpTo,
  conclude,
  lowestOf,
  type Lowest,
  negligible,
  quantile,
  familyWiseErrorRates,
} from '@wiretax/statistics';
import {
  clients,
  findingId,
  intervalWords,
  reservations,
  withUniqueIds,
} from '@wiretax/statistics/statements';
import { corners } from './corners.js';

/**
 * Which protocol to choose where: at the corners of the matrix (smallest and largest messages, fewest and most clients), which is
 * fastest on the median and at the tail, and whether that is more than chance. It speaks of this machine and these stacks.
 */
export const advice: Analysis = {
  analyse: ({ rows }) => {
    const places = corners(usableRows(rows)).flatMap((corner): Place[] => {
      const inOrder = corner.toSorted((a, b) => (a.cell.id < b.cell.id ? -1 : 1));
      const [median, tail] = [lowestOf(inOrder, quantile(0.5)), lowestOf(inOrder, quantile(0.99))];
      return median === undefined ? [] : [{ rows: corner, lowest: [median, tail] }];
    });
    const claims = places.flatMap(({ lowest }) => lowest.flatMap((one) => one ?? []));
    const pValues = familyWiseErrorRates(claims.map(({ pValue }) => pValue));
    const family: Family = new Map(claims.map((one, index) => [one, pValues[index] ?? null]));
    return withUniqueIds(places.flatMap((place) => findingOf(place, family) ?? []));
  },
};

/** The rows at a corner, with what is lowest there on the median and at the tail. */
interface Place {
  readonly rows: readonly Row[];
  readonly lowest: readonly [Lowest<Row>, Lowest<Row> | undefined];
}

/** What may become a claim at any corner, with its p-value among all of them. */
type Family = ReadonlyMap<Lowest<Row>, number | null>;

function findingOf({ rows, lowest: [median, tail] }: Place, family: Family): Finding | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const parts = [
    told('P50', median, family),
    tail === undefined ? 'too few calls to choose by P99' : told('P99', tail, family),
  ];
  const { interval } = median.effect;
  return {
    id: findingId('advice', sizeOf(first.cell), `c${String(first.cell.concurrency)}`),
    statement: `At ${sizeOf(first.cell)} and ${clients(first.cell.concurrency)}: ${parts.join('; ')}${reservations(rows)}${caveat(rows)}.`,
    numbers: { ...numbers('p50', median), ...numbers('p99', tail) },
    ...(interval === null ? {} : { interval }),
    cells: rows.map(({ cell }) => cell.id),
  };
}

/** What a busy client leaves of a comparison. */
function caveat(rows: readonly Row[]): string {
  return rows.some(({ verdicts }) => verdicts.includes('client-bound'))
    ? ': it compares client and server together, not servers'
    : '';
}

function told(figure: string, lowest: Lowest<Row>, family: Family): string {
  const { value, effect } = lowest;
  const [best, rival] = [lowest.best, lowest.rival].map(({ cell }) => cell.transport.label);
  const words = intervalWords(effect.interval, Math.min(...effect.launches), formatRatio);
  const times = `${formatRatio(effect.ratio)} times`;
  const alone = conclude(effect, negligible, true);
  switch (alone) {
    case 'no-interval':
      return `${best} had the lowest ${figure} (${formatDuration(value)}), ${rival} ${times} as much (${words}: look, don't choose by it)`;
    case 'equivalent':
      return `no difference in ${figure} worth choosing by between ${best} and ${rival} (${times}, ${words})`;
    case 'slower':
      if ((family.get(lowest) ?? 1) <= claimedUpTo)
        return `${best} has the lowest ${figure} (${formatDuration(value)}), ${rival} ${times} as much (${words})`;
      return `whether ${best} or ${rival} has the lower ${figure} can't be told (${times}, ${words}, which chance may bring among ${String(family.size)} choices)`;
    case 'faster':
    case 'undecided':
      return `whether ${best} or ${rival} has the lower ${figure} can't be told (${times}, ${words})`;
  }
}

function numbers(name: string, lowest: Lowest<Row> | undefined): Record<string, number> {
  if (lowest === undefined) return {};
  const { value, effect } = lowest;
  return {
    [`${name}BestNs`]: value,
    [`${name}SecondOverBest`]: effect.ratio,
    ...(effect.interval === null
      ? {}
      : {
          [`${name}SecondOverBestLow`]: effect.interval.low,
          [`${name}SecondOverBestHigh`]: effect.interval.high,
        }),
  };
}

function sizeOf({ id, transport, concurrency }: Cell): string {
  return id.slice(transport.label.length + 1).split(`.c${String(concurrency)}`)[0] ?? '';
}
