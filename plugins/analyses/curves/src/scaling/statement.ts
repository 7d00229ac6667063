import { significant } from '@wiretax/core';
import { fewestLaunches, type Series } from '@wiretax/statistics';
import { clients, listed, rangeWords, unknownWords } from '@wiretax/statistics/statements';
import type { Exponent } from './exponent.js';

interface Told {
  readonly series: Series;
  readonly exponents: readonly Exponent[];
  /** Strongest first. */
  readonly superLinear: readonly Exponent[];
  /** The number of counters that were tried. */
  readonly counters: number;
}

/** That are named, and judged. */
export const mostCounters = 3;

export function statementOf({ series, exponents, superLinear, counters }: Told): string {
  const { label, fixed, points } = series;
  const [least, most] = [points[0]?.x ?? 1, points.at(-1)?.x ?? 1];
  const fewest = Math.min(...points.map(({ row }) => row.launches.length));
  const of = `Scaling of ${label} at ${fixed} from ${String(least)} to ${clients(most)}: `;
  const named = superLinear.filter(({ metric }) => metric.perCall);
  const corrected =
    counters > 1 && named.some(({ metric }) => metric.kind === 'counter')
      ? `, intervals of counters corrected for ${String(counters)} tried`
      : '';
  const growth =
    named.length === 0
      ? []
      : [
          `super-linear in total ${named.length === 1 ? 'is' : 'are'} ${listed(named.map(strong))}${corrected}`,
        ];
  const times = exponents
    .filter(({ metric }) => metric.kind === 'response')
    .sort((a, b) => (a.metric.key < b.metric.key ? -1 : 1));
  const said = times.map((one) => time(one, fewest));
  return `${of}${[...growth, ...(said.length === 0 ? [] : [listed(said)])].join('; ')}.`;
}

function strong({ metric, value, interval, without }: Exponent): string {
  return `${metric.words}${left(without)} (exponent ${significant(value)}${rangeWords(interval, significant)})`;
}

function time({ metric, value, interval, verdict, without }: Exponent, launches: number): string {
  const words = `${metric.words}${left(without)} grows with exponent ${significant(value)}`;
  if (launches < fewestLaunches) return words;
  const verdictWords = verdict === "can't tell" ? `whether linear is ${unknownWords()}` : verdict;
  return `${words}${rangeWords(interval, significant)}, ${verdictWords}`;
}

function left(without: Exponent['without']): string {
  return without === undefined ? '' : ` without ${clients(without.x)}, where it is far off,`;
}
