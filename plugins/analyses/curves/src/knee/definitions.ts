import { formatDuration } from '@wiretax/core';
import { quantile, type Series, type Statistic, tailRatio, throughput } from '@wiretax/statistics';
import { clients } from '@wiretax/statistics/statements';
import { firstAbove, type Place, saturation } from './place.js';
import { type KneeSettings, relativeSlo } from './settings.js';

/** One of the things that a knee is said to be. */
export interface Definition {
  readonly name: 'throughput' | 'slo' | 'amplification';
  /** `SLO (P99 over 5 ms)`. */
  readonly words: string;
  readonly statistic: Statistic;
  /** The same, as marks call it. */
  readonly figure: string;
  /** Where it is in a curve of the statistic over ascending levels. */
  readonly place: (levels: readonly number[], values: readonly number[]) => Place;
  /** What was asked of the series, with its unit. */
  readonly numbers: Readonly<Record<string, number>>;
}

const p99 = quantile(0.99);

export function definitionsFor(series: Series, settings: KneeSettings): readonly Definition[] {
  const { amplification, gain } = settings;
  const gainPercent = gain * 100;
  return [
    {
      name: 'throughput',
      words: `throughput (twice the clients add less than ${String(Number(gainPercent.toPrecision(3)))} %)`,
      statistic: throughput,
      figure: 'throughput',
      place: (levels, values) => saturation(levels, values, gain),
      numbers: { gainPercent },
    },
    slo(series, settings.sloNs),
    {
      name: 'amplification',
      words: `amplification (P99 over ${String(amplification)} times P50)`,
      statistic: tailRatio(0.99),
      figure: 'tailRatio',
      place: (levels, values) =>
        firstAbove(
          levels,
          values.map((value) => value / amplification),
        ),
      numbers: { amplificationLimit: amplification },
    },
  ];
}

function slo(series: Series, sloNs: number | undefined): Definition {
  const shared = { name: 'slo' as const, statistic: p99, figure: 'response.p99' };
  if (sloNs !== undefined) {
    return {
      ...shared,
      words: `SLO (P99 over ${formatDuration(sloNs)})`,
      place: (levels, values) =>
        firstAbove(
          levels,
          values.map((value) => value / sloNs),
        ),
      numbers: { sloNs },
    };
  }
  const lowest = series.points.find(({ row }) => p99(row.launches) !== null);
  const startNs = lowest === undefined ? null : p99(lowest.row.launches);
  const from = clients(lowest?.x ?? 1);
  return {
    ...shared,
    words: `SLO (none stated: ${String(relativeSlo)} times the P99 of ${from})`,
    place: (levels, values) =>
      firstAbove(
        levels,
        values.map((value) => value / (relativeSlo * (values[0] ?? value))),
      ),
    numbers: startNs === null ? {} : { sloNs: relativeSlo * startNs },
  };
}
