import { formatDuration, type Latency, latencyText, type RangedFigure } from '@wiretax/core';

/** Shown where there is nothing to show: the sample does not support the number, or it was not measured. */
export const none = '–';

type Maybe = number | null | undefined;

function isNumber(value: Maybe): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

const threeDigits = new Intl.NumberFormat('en-US', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});

/** Three significant digits: `0.512`, `51.2`, `1,040`, `118,000`. */
export function figure(value: Maybe): string {
  if (!isNumber(value)) return none;
  return value === 0 ? '0' : threeDigits.format(value);
}

const compactDigits = new Intl.NumberFormat('en-US', {
  notation: 'compact',
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
});

/** Three significant digits in few columns: `695`, `94.1k`, `1.20M`. */
export function compact(value: Maybe): string {
  return isNumber(value) ? compactDigits.format(value).replace('K', 'k') : none;
}

/** How many times as much: `1.04×`, `3.0×`, `12×`, `over 1000×`. */
export function factor(value: Maybe): string {
  if (!isNumber(value)) return none;
  if (value > 1000) return 'over 1000×';
  return `${value.toFixed(value < 1.95 ? 2 : value < 9.95 ? 1 : 0)}×`;
}

/** In µs, without the unit. */
export function micros(ns: Maybe): string {
  return figure(typeof ns === 'number' ? ns / 1e3 : ns);
}

/** In µs with the unit, so that columns can be added up: `4.20 µs`, `42.4 µs`, `1040 µs`. */
export function microsText(ns: number): string {
  const us = ns / 1000;
  return `${us.toFixed(Math.abs(us) < 10 ? 2 : Math.abs(us) < 100 ? 1 : 0)} µs`;
}

/** A percentile or an extreme, in µs; `> 68.7 s` beyond what histograms reach. */
export function latencyMicros(latency: Latency, of: RangedFigure): string {
  return latencyText(latency, of, micros) ?? none;
}

/** With the unit that fits: `18.8 µs`. */
export function duration(ns: Maybe): string {
  return isNumber(ns) ? formatDuration(ns) : none;
}

/** A percentile or an extreme, with the unit that fits; `> 68.7 s` beyond what histograms reach. */
export function latencyDuration(latency: Latency, of: RangedFigure): string {
  return latencyText(latency, of, formatDuration) ?? none;
}

/** A span as a person says it: `12 s`, `1 min 5 s`, `2 h 3 min`. */
export function roughDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
  return seconds % 60 === 0 ? `${String(minutes)} min` : `${String(minutes)} min ${String(seconds % 60)} s`;
}

/** A share of 0 to 1 as whole per cent, without the sign. */
export function percent(share: Maybe): string {
  return isNumber(share) ? (share * 100).toFixed(0) : none;
}

/** The same with the sign: `98 %`, or with decimals `98.4 %`. */
export function percentText(share: Maybe, decimals = 0): string {
  return isNumber(share) ? `${(share * 100).toFixed(decimals)} %` : none;
}

/** One decimal below ten: a ratio of percentiles is not better known than that. */
export function ratio(value: Maybe): string {
  return isNumber(value) ? value.toFixed(value < 10 ? 1 : 0) : none;
}

/** All digits, thousands apart: `1,048,576`. */
export function whole(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 cell`, `1,024 cells`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}
