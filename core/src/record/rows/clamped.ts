import type { Latency, Measured } from '../../contract/measured.js';
import { isInOverflow, longestToldNs, quantiles } from '../../kernel/latency-range.js';
import { series } from './series.js';

/**
 * What a trial measured, without figures that were not: version 0.1.0 took latencies beyond the range for its end before it made
 * anything of them.
 */
export function withoutClamped(measured: Measured): Measured {
  if (!series.some((name) => isClamped(measured[name]))) return measured;
  const told = series.map((name) => [
    name,
    isClamped(measured[name]) ? toldOf(measured[name]) : measured[name],
  ]);
  return { ...measured, ...(Object.fromEntries(told) as Pick<Measured, (typeof series)[number]>) };
}

function isClamped({ overflow, max }: Latency): boolean {
  return overflow > 0 && max === longestToldNs;
}

function toldOf(latency: Latency): Latency {
  const { count, overflow, min } = latency;
  const percentiles = Object.entries(quantiles).map(([name, quantile]) => [
    name,
    isInOverflow(count, overflow, quantile) ? null : latency[name as keyof typeof quantiles],
  ]);
  return {
    ...latency,
    ...(Object.fromEntries(percentiles) as Pick<Latency, keyof typeof quantiles>),
    mean: null,
    min: min === longestToldNs ? null : min,
    max: null,
  };
}
