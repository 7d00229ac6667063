import {
  type Analysis,
  type Cell,
  type Finding,
  formatDuration,
  isStruck,
  type Row,
  significant,
} from '@wiretax/core';
import { compareLaunches, conclude, quantile, type Statistic } from '@wiretax/statistics';
import {
  clients,
  findingId,
  intervalWords,
  reservations,
  withUniqueIds,
} from '@wiretax/statistics/statements';
import { corners } from './corners.js';

/** Differences below it are not worth choosing by. */
const margin = 0.03;

/**
 * Which protocol to choose where: at the corners of the matrix (smallest and largest messages, fewest and most clients), which is
 * fastest on the median and at the tail, and whether that is more than chance. It speaks of this machine and these stacks.
 */
export const advice: Analysis = {
  analyse: ({ rows }) => {
    const usable = rows.filter((row) => !isStruck(row) && row.launches.length > 0);
    return withUniqueIds(corners(usable).flatMap((corner) => findingOf(corner) ?? []));
  },
};

function findingOf(rows: readonly Row[]): Finding | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const median = ranked(rows, quantile(0.5));
  const tail = ranked(rows, quantile(0.99));
  if (median === undefined) return undefined;
  const parts = [
    told('P50', median),
    tail === undefined ? 'too few calls to choose by P99' : told('P99', tail),
  ];
  return {
    id: findingId('advice', sizeOf(first.cell), `c${String(first.cell.concurrency)}`),
    statement: `At ${sizeOf(first.cell)} and ${clients(first.cell.concurrency)}: ${parts.join('; ')}${reservations(rows)}${caveat(rows)}.`,
    numbers: { ...numbers('p50', median), ...numbers('p99', tail) },
    ...(median.interval === null ? {} : { interval: median.interval }),
    cells: rows.map(({ cell }) => cell.id),
  };
}

/** What a busy client leaves of a comparison. */
function caveat(rows: readonly Row[]): string {
  return rows.some(({ verdicts }) => verdicts.includes('client-bound'))
    ? ': it compares client and server together, not servers'
    : '';
}

interface Ranking {
  readonly best: string;
  readonly bestNs: number;
  readonly second: string;
  /** The second over the best. */
  readonly ratio: number;
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
  readonly launches: number;
  readonly decided: boolean;
}

function ranked(rows: readonly Row[], statistic: Statistic): Ranking | undefined {
  const known = rows
    .flatMap((row) => {
      const value = statistic(row.launches);
      return value === null ? [] : [{ row, value }];
    })
    .sort((a, b) => a.value - b.value || (a.row.cell.id < b.row.cell.id ? -1 : 1));
  const [best, second] = known;
  if (best === undefined || second === undefined) return undefined;
  const effect = compareLaunches(best.row.launches, second.row.launches, statistic);
  if (effect === null) return undefined;
  return {
    best: best.row.cell.transport.label,
    bestNs: best.value,
    second: second.row.cell.transport.label,
    ratio: effect.ratio,
    interval: effect.interval,
    launches: Math.min(...effect.launches),
    decided: conclude(effect, margin, true) === 'slower',
  };
}

function told(figure: string, { best, bestNs, second, ratio, interval, launches, decided }: Ranking): string {
  const words = intervalWords(interval, launches, significant);
  const times = `${significant(ratio)} times`;
  if (interval === null) {
    return `${best} had the lowest ${figure} (${formatDuration(bestNs)}), ${second} ${times} as much (${words}: look, don't choose by it)`;
  }
  if (!decided)
    return `no difference in ${figure} worth choosing by between ${best} and ${second} (${times}, ${words})`;
  return `${best} has the lowest ${figure} (${formatDuration(bestNs)}), ${second} ${times} as much (${words})`;
}

function numbers(name: string, ranking: Ranking | undefined): Record<string, number> {
  if (ranking === undefined) return {};
  const { bestNs, ratio, interval } = ranking;
  return {
    [`${name}BestNs`]: bestNs,
    [`${name}SecondOverBest`]: ratio,
    ...(interval === null
      ? {}
      : { [`${name}SecondOverBestLow`]: interval.low, [`${name}SecondOverBestHigh`]: interval.high }),
  };
}

function sizeOf({ id, transport, concurrency }: Cell): string {
  return id.slice(transport.label.length + 1).split(`.c${String(concurrency)}`)[0] ?? '';
}
