import { type Analysis, type Finding, formatDuration, formatSize, type Row } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { compareLaunches, mean, quantile, seriesOver, type Statistic } from '@wiretax/statistics';
import { caveatsOf, clients, findingId, listed, withUniqueIds } from '@wiretax/statistics/statements';

const average = mean();
const p99 = quantile(0.99);

interface Contender {
  readonly key: string;
  readonly label: string;
  readonly row: Row;
  readonly meanNs: number;
  readonly p99Ns: number;
}

/** A finding for each size and concurrency at which the best on average has the worst P99, and intervals support both. */
export const inversion: Analysis = {
  title: 'Fast on average, worst in the tail',
  weight: 70,
  analyse: ({ rows }) => withUniqueIds(fieldsOf(usableRows(rows)).flatMap((field) => findingOf(field) ?? [])),
};

/** Those that share size and concurrency, in an order that doesn't depend on that of the rows. */
function fieldsOf(rows: readonly Row[]): readonly (readonly Contender[])[] {
  const fields = new Map<string, Contender[]>();
  for (const { key, label, points } of seriesOver(rows, 'size')) {
    for (const { row } of points) {
      const [meanNs, p99Ns] = [average(row.launches), p99(row.launches)];
      if (meanNs === null || p99Ns === null) continue;
      const { size, concurrency } = row.cell;
      const at = [concurrency, size.requestBytes, size.replyBytes]
        .map((part) => String(part).padStart(16))
        .join();
      const field = fields.get(at) ?? [];
      fields.set(at, field);
      field.push({ key, label, row, meanNs, p99Ns });
    }
  }
  return [...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, field]) => field.toSorted((a, b) => a.meanNs - b.meanNs || (a.key < b.key ? -1 : 1)));
}

function findingOf(field: readonly Contender[]): Finding | undefined {
  const [best, ...others] = field;
  if (best === undefined || others.length === 0) return undefined;
  const isInverted = others.every(
    (other) => isLower(best.row, other.row, average) && isLower(other.row, best.row, p99),
  );
  if (!isInverted) return undefined;
  const { size, concurrency } = best.row.cell;
  const figures = others.map(
    ({ label, meanNs, p99Ns }) => `${label} ${formatDuration(meanNs)} and ${formatDuration(p99Ns)}`,
  );
  const bytes = formatSize(size.requestBytes);
  const rows = field.map(({ row }) => row);
  const tail = others.length === 1 ? 'worse' : 'worst';
  return {
    id: findingId('inversion', bytes, `c${String(concurrency)}`),
    statement:
      `At ${bytes} and ${clients(concurrency)} ${best.label} has the ${others.length === 1 ? 'better' : 'best'} mean ` +
      `response time (${formatDuration(best.meanNs)}) and the ${tail} P99 (${formatDuration(best.p99Ns)}); ` +
      `mean and P99 of the others: ${listed(figures)}.`,
    numbers: Object.assign(
      {},
      ...field.map(({ row, meanNs, p99Ns }) => ({
        [`${row.cell.id}.meanNs`]: meanNs,
        [`${row.cell.id}.p99Ns`]: p99Ns,
      })),
    ) as Record<string, number>,
    cells: rows.map(({ cell }) => cell.id),
    ...caveatsOf(rows),
  };
}

/** Whether the interval of the ratio excludes that it isn't. */
function isLower(row: Row, than: Row, statistic: Statistic): boolean {
  const interval = compareLaunches(row.launches, than.launches, statistic)?.interval;
  return interval !== undefined && interval !== null && interval.low > 1;
}
