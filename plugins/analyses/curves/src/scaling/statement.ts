import { significant } from '@wiretax/core';
import { fewestLaunches, type Series } from '@wiretax/statistics';
import { clients, intervalWords, listed, reservations } from '@wiretax/statistics/statements';
import type { Exponent } from './exponent.js';

interface Told {
  readonly series: Series;
  readonly exponents: readonly Exponent[];
  /** Strongest first. */
  readonly superLinear: readonly Exponent[];
  /** The number of counters that were tried. */
  readonly counters: number;
  readonly closed: boolean;
}

/** That are named, and judged. */
export const mostCounters = 3;

export function statementOf({ series, exponents, superLinear, counters, closed }: Told): string {
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
  const law = closed && said.length > 0 ? ' (linear is what a saturated server gives, by Little’s law)' : '';
  const response =
    said.length === 0
      ? []
      : [`${listed(said)}${law}${fewest < 3 ? `; ${intervalWords(null, fewest, significant)}` : ''}`];
  return `${of}${[...growth, ...response].join('; ')}${reservations(points.map(({ row }) => row))}.`;
}

function strong({ metric, value, interval }: Exponent): string {
  const range = interval === null ? '' : `, ${significant(interval.low)} to ${significant(interval.high)}`;
  return `${metric.words} (exponent ${significant(value)}${range})`;
}

function time({ metric, value, interval, verdict }: Exponent, launches: number): string {
  const words = `${metric.words} grows with exponent ${significant(value)}`;
  if (launches < fewestLaunches) return words;
  const verdictWords = verdict === "can't tell" ? 'can’t tell from linear' : verdict;
  return `${words} (${verdictWords}, ${intervalWords(interval, launches, significant)})`;
}
