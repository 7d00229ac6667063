import { type Analysis, type Finding, formatSize, significant } from '@wiretax/core';
import { usableRows } from '@wiretax/core/record';
import { type Interval, type Series, seriesOver } from '@wiretax/statistics';
import { caveatsOf, findingId, rangeWords, withUniqueIds } from '@wiretax/statistics/statements';
import { confirmed, type Gap, gapsOf } from './gaps.js';
import { metricsOf } from './metrics.js';

const fewestSizes = 5;
const mostFindings = 5;

interface Candidate {
  readonly series: Series;
  readonly gap: Gap;
  /** Gaps tried in the series, of all metrics. */
  readonly tried: number;
}

/** Where a figure jumps between two neighbouring sizes: the largest few steps of all series. */
export const steps: Analysis = {
  title: 'Steps in counters',
  weight: 100,
  analyse: ({ rows }) => {
    const candidates = seriesOver(usableRows(rows), 'size').flatMap(candidatesOf).sort(inOrder);
    const findings: Finding[] = [];
    const said = new Set<string>();
    for (const candidate of candidates) {
      if (findings.length === mostFindings) break;
      const { series, gap, tried } = candidate;
      const place = JSON.stringify([series.key, gap.metric.family, gap.from.x]);
      if (said.has(place)) continue;
      // Bonferroni: all gaps of the series together are wrong once in twenty.
      const found = confirmed(gap, 1 - 0.05 / tried);
      if (found === undefined) continue;
      said.add(place);
      findings.push(findingOf(candidate, found.interval));
    }
    return withUniqueIds(findings);
  },
};

function candidatesOf(series: Series): Candidate[] {
  const { points } = series;
  if (points.length < fewestSizes) return [];
  const found = metricsOf(points.map(({ row }) => row)).map((metric) => gapsOf(points, metric));
  const tried = found.reduce((sum, one) => sum + one.tried, 0);
  return found.flatMap(({ gaps }) => gaps.map((gap) => ({ series, gap, tried })));
}

/** Largest first, and the same whatever the order of the rows. */
function inOrder(a: Candidate, b: Candidate): number {
  const bySize = Math.abs(Math.log(b.gap.factor)) - Math.abs(Math.log(a.gap.factor));
  return bySize || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf({ series, gap }: Candidate): string {
  return JSON.stringify([series.key, gap.metric.key, gap.from.x]);
}

function findingOf({ series, gap, tried }: Candidate, interval: Interval | null): Finding {
  const { metric, kind, from, to, factor, points } = gap;
  const [before, after] = [from, to].map(({ row }) => metric.statistic(row.launches) ?? 0);
  const [low, high] = [formatSize(from.x), formatSize(to.x)];
  return {
    id: findingId('steps', series.label, series.fixed, metric.key, high),
    statement: `${capital(metric.words)} of ${series.label} at ${series.fixed} ${verb(gap)} between ${low} and ${high}: ${amount(gap, interval)}.`,
    numbers: {
      fromBytes: from.x,
      toBytes: to.x,
      before: before ?? 0,
      after: after ?? 0,
      ...(gap.atLeast ? {} : kind === 'step' ? { timesExpected: factor } : { timesBefore: factor }),
      gapsTried: tried,
    },
    ...(interval === null || gap.atLeast ? {} : { interval }),
    cells: points.map(({ row }) => row.cell.id),
    ...caveatsOf(points.map(({ row }) => row)),
  };
}

function verb({ kind, metric }: Gap): string {
  const one = metric.family === 'response';
  if (kind === 'step') return one ? 'steps up' : 'step up';
  return one ? 'falls' : 'fall';
}

/** A ratio to next to nothing would only tell how nearly, so there is none. */
function amount({ kind, factor, atLeast, metric, from, to }: Gap, interval: Interval | null): string {
  if (atLeast) {
    const [before, after] = [from, to].map(({ row }) => metric.statistic(row.launches) ?? 0);
    return kind === 'step'
      ? `from next to none to ${significant(after ?? 0)}`
      : `from ${significant(before ?? 0)} to next to none`;
  }
  const range = rangeWords(interval, significant);
  return kind === 'step'
    ? `${significant(factor)} times${range} more than growth with size explains`
    : `to ${significant(factor)} times${range} what it was`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
