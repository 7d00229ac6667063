import { type Analysis, type Finding, formatSize, significant } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { quantile, seriesOver, type Statistic } from '@wiretax/statistics';
import {
  clients,
  findingId,
  intervalWords,
  reservations,
  withUniqueIds,
} from '@wiretax/statistics/statements';
import { type Crossing, crossingsOf } from './crossings.js';
import { type Pair, pairsOf } from './pairs.js';

interface Figure {
  readonly name: string;
  readonly words: string;
  readonly statistic: Statistic;
}

const figures: readonly Figure[] = [
  { name: 'p50', words: 'median response time', statistic: quantile(0.5) },
  { name: 'p99', words: 'P99 response time', statistic: quantile(0.99) },
];

/** A finding for each size at which one series overtakes another at the same concurrency. */
export const crossover: Analysis = {
  title: 'Where one overtakes another',
  weight: 60,
  analyse: ({ rows }) => {
    const pairs = pairsOf(seriesOver(usableRows(rows), 'size'));
    const searched = pairs.length * figures.length;
    return withUniqueIds(
      pairs.flatMap((pair) =>
        figures.flatMap((figure) =>
          crossingsOf(pair.sizes, figure.statistic, searched).map((crossing, index) =>
            findingOf(pair, figure, crossing, index),
          ),
        ),
      ),
    );
  },
};

function findingOf({ a, b }: Pair, figure: Figure, crossing: Crossing, index: number): Finding {
  const { bytes, interval, bracket, level, sizes } = crossing;
  const cells = sizes.flatMap(({ rows }) => rows.map(({ cell }) => cell.id));
  const [low, high] = interval === null ? bracket : [interval.low, interval.high];
  const at = interval === null ? Math.sqrt(low * high) : bytes;
  const order = index === 0 ? [] : [String(index + 1)];
  return {
    id: findingId('crossover', a.label, b.label, a.fixed, figure.name, ...order),
    statement: statementOf(crossing, [a.label, b.label], figure.words),
    numbers: {
      ...(interval === null ? {} : { crossoverBytes: bytes }),
      lowBytes: bracket[0],
      highBytes: bracket[1],
      ...(level.length === 0 ? {} : { levelFromBytes: level[0] ?? 0, levelToBytes: level.at(-1) ?? 0 }),
    },
    ...(interval === null ? {} : { interval }),
    cells,
    marks: [{ axis: 'size', at, low, high, figure: `response.${figure.name}`, cells }],
  };
}

function statementOf(
  { winner, bytes, interval, bracket, level, sizes }: Crossing,
  [a, b]: readonly [string, string],
  figure: string,
): string {
  const rows = sizes.flatMap((size) => size.rows);
  const [faster, slower] = winner === 'a' ? [a, b] : [b, a];
  const launches = Math.min(...sizes.flatMap((size) => [size.a.length, size.b.length]));
  const words = intervalWords(interval, launches, approximateSize);
  const near = interval === null ? words : `near ${approximateSize(bytes)}, ${words}`;
  const [from, to] = [level[0], level.at(-1)];
  const tie =
    from === undefined || to === undefined
      ? ''
      : `; ${from === to ? `at ${formatSize(from)}` : `from ${formatSize(from)} to ${formatSize(to)}`} they can't be told apart`;
  return (
    `At ${clients(rows[0]?.cell.concurrency ?? 0)} ${faster} becomes faster than ${slower} by ${figure} ` +
    `between ${formatSize(bracket[0])} and ${formatSize(bracket[1])} (${near})${tie}${reservations(rows)}.`
  );
}

/** Of a size that was not measured: `3.41 KiB`. */
function approximateSize(bytes: number): string {
  if (bytes < 1024) return `${significant(bytes)} B`;
  return bytes < 1024 ** 2 ? `${significant(bytes / 1024)} KiB` : `${significant(bytes / 1024 ** 2)} MiB`;
}
