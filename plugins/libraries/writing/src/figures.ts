import type { Latency } from '@wiretax/core';
import { latencyText, type RangedFigure } from '@wiretax/core/record';

/** Shown where there is nothing to show: the sample does not support the number, or it was not measured. */
export const none = '–';

const threeDigits = new Intl.NumberFormat('en-US', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});

/** Three significant digits: `0.512`, `51.2`, `1,040`, `118,000`. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  return value === 0 ? '0' : threeDigits.format(value);
}

export function micros(ns: number | null | undefined): string {
  return figure(typeof ns === 'number' ? ns / 1e3 : ns);
}

/** A percentile or an extreme, in µs; `> 68.7 s` beyond what histograms reach. */
export function latencyMicros(latency: Latency, of: RangedFigure): string {
  return latencyText(latency, of, micros) ?? none;
}

/** A share of 0 to 1 as whole per cent, without the sign. */
export function percent(share: number | null | undefined): string {
  return typeof share === 'number' && Number.isFinite(share) ? (share * 100).toFixed(0) : none;
}

/** One decimal below ten: a ratio of percentiles is not better known than that. */
export function ratio(value: number | null): string {
  return value === null || !Number.isFinite(value) ? none : value.toFixed(value < 10 ? 1 : 0);
}
