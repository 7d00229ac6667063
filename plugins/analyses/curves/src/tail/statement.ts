import { formatRatio, formatSize, type Row } from '@wiretax/core';
import type { Estimate, Series } from '@wiretax/statistics';
import { clients, timesWords, unknownWords } from '@wiretax/statistics/statements';

/** A row with how far its tail is from its median. */
export interface Amplified {
  readonly x: number;
  readonly row: Row;
  readonly p99: Estimate;
  readonly p999: Estimate | null;
}

interface Told {
  readonly series: Series;
  readonly axis: 'size' | 'concurrency';
  /** Ascending in x, at least one. */
  readonly points: readonly Amplified[];
  readonly least: Amplified;
  readonly worst: Amplified;
  /** Whether that is more than chance. */
  readonly differ: boolean;
}

export function statementOf({ series, axis, points, least, worst, differ }: Told): string {
  const at = (x: number): string => (axis === 'size' ? formatSize(x) : clients(x));
  const where = axis === 'size' ? clients(worst.row.cell.concurrency) : series.fixed;
  const of = `Tail of ${series.label} at ${where}: P99 is`;
  const p999 = points.toSorted((a, b) => (b.p999?.value ?? 0) - (a.p999?.value ?? 0))[0];
  const beyond = p999?.p999
    ? `; the highest P99.9 is ${formatRatio(p999.p999.value)} times P50, at ${at(p999.x)}`
    : '';
  if (points.length === 1) return `${of} ${told(worst.p99)} at ${at(worst.x)}${beyond}.`;
  const doubt = differ ? '' : `; whether the two differ is ${unknownWords()}`;
  return `${of} ${differ ? 'between ' : ''}${told(least.p99)} at ${at(least.x)} and ${told(worst.p99)} at ${at(worst.x)}${doubt}${beyond}.`;
}

function told({ value, interval }: Estimate): string {
  return `${timesWords(value, interval)} P50`;
}
