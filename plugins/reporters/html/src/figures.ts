import { formatDuration, type Latency, significant } from '@wiretax/core';
import { latencyText, type RangedFigure } from '@wiretax/core/record';
import { none } from '@wiretax/writing';

export { none };

type Maybe = number | null | undefined;

export function isNumber(value: Maybe): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function duration(ns: Maybe): string {
  return isNumber(ns) ? formatDuration(ns) : none;
}

/** A percentile or an extreme; `> 68.7 s` beyond what histograms reach. */
export function latencyDuration(latency: Latency, of: RangedFigure): string {
  return latencyText(latency, of, formatDuration) ?? none;
}

/** `27.9 to 31.8 ms`. */
export function durations(lowNs: number, highNs: number): string {
  const [low, high] = [duration(lowNs), duration(highNs)];
  const [amount = '', unit] = low.split(' ');
  return `${high.endsWith(` ${unit ?? ''}`) ? amount : low} to ${high}`;
}

/** Three significant digits, with separators of thousands: `0.512`, `51.2`, `118,000`. */
export function figure(value: Maybe): string {
  if (!isNumber(value)) return none;
  return Math.abs(value) >= 1000 ? Number(value.toPrecision(3)).toLocaleString('en-US') : significant(value);
}

export function whole(value: number): string {
  return value.toLocaleString('en-US');
}

export function percent(share: Maybe): string {
  return isNumber(share) ? `${(share * 100).toFixed(0)} %` : none;
}

/** One decimal below ten: a ratio of percentiles is not better known than that. */
export function ratio(value: Maybe): string {
  return isNumber(value) ? `${value.toFixed(value < 10 ? 1 : 0)} ×` : none;
}

/** A number in the unit that its key ends in. */
export function inUnit(key: string, value: number): string {
  if (key.endsWith('Ns')) return duration(value);
  if (key.endsWith('Bytes')) return bytes(value);
  return figure(value);
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB'];

export function bytes(value: number): string {
  let [amount, unit] = [value, 0];
  while (amount >= 1024 && unit < byteUnits.length - 1) [amount, unit] = [amount / 1024, unit + 1];
  return `${significant(amount)} ${byteUnits[unit] ?? ''}`;
}

/** `1 cell`, `75 cells`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}
