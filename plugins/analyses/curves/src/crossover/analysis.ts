import { type Analysis, type Finding, formatSize, significant } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { quantile, seriesOver, type Statistic } from '@wiretax/statistics';
import {
  caveatsOf,
  clients,
  findingId,
  rangeWords,
  unknownWords,
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
  { name: 'p50', words: 'P50', statistic: quantile(0.5) },
  { name: 'p99', words: 'P99', statistic: quantile(0.99) },
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
  const used = sizes.flatMap(({ rows }) => rows);
  const cells = used.map(({ cell }) => cell.id);
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
    ...caveatsOf(used),
    marks: [{ axis: 'size', at, low, high, figure: `response.${figure.name}`, cells }],
  };
}

function statementOf(
  { winner, bytes, interval, bracket, level, sizes }: Crossing,
  [a, b]: readonly [string, string],
  figure: string,
): string {
  const [faster, slower] = winner === 'a' ? [a, b] : [b, a];
  const where =
    interval === null
      ? `between ${formatSize(bracket[0])} and ${formatSize(bracket[1])}`
      : `near ${approximateSize(bytes)}${rangeWords(interval, approximateSize)}`;
  const [from, to] = [level[0], level.at(-1)];
  const tie =
    from === undefined || to === undefined
      ? ''
      : `; ${from === to ? `at ${formatSize(from)}` : `from ${formatSize(from)} to ${formatSize(to)}`} it is ${unknownWords()}`;
  const count = clients(sizes[0]?.rows[0].cell.concurrency ?? 0);
  return `At ${count} ${faster} overtakes ${slower} by ${figure} ${where}, and is faster from ${formatSize(bracket[1])} on${tie}.`;
}

/** Of a size that was not measured: `3.41 KiB`. */
function approximateSize(bytes: number): string {
  if (bytes < 1024) return `${significant(bytes)} B`;
  return bytes < 1024 ** 2 ? `${significant(bytes / 1024)} KiB` : `${significant(bytes / 1024 ** 2)} MiB`;
}
