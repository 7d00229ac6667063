import { formatRatio } from '@wiretax/core';
import type { Effect, Interval } from '@wiretax/statistics';

/**
 * `12 % higher (8 % to 16 %)`, or, from twice on, `3.4 times as high (3.2 to 3.6)`. An interval that reaches twice is of factors, too:
 * `20 % higher (0.40× to 3.6×)`.
 */
export function changeText({ ratio, interval }: Pick<Effect, 'ratio' | 'interval'>): string {
  if (ratio >= 2 || ratio <= 0.5) return `${times(ratio)} times as high${between(interval, times)}`;
  const [direction, sign] = ratio < 1 ? ['lower', -1] : ['higher', 1];
  if (interval !== null && isLarge(interval.high))
    return `${points(sign * (ratio - 1))} ${direction}${between(interval, (each) => `${times(each)}×`)}`;
  const share = (each: number): string => points(sign * (each - 1));
  const ordered =
    interval !== null && sign < 0 ? { ...interval, low: interval.high, high: interval.low } : interval;
  return `${share(ratio)} ${direction}${between(ordered, share)}`;
}

/** `+12 %`, as tables show it, and `3.40×` from twice on: percentages that large tell nothing. */
export function signedChange(ratio: number): string {
  if (isLarge(ratio)) return `${formatRatio(ratio)}×`;
  return `${ratio < 1 ? '−' : '+'}${points(Math.abs(ratio - 1))}`;
}

/** `+8 % to +16 %`. */
export function signedInterval(interval: Interval | null): string {
  return interval === null ? 'none' : `${signedChange(interval.low)} to ${signedChange(interval.high)}`;
}

function between(interval: Pick<Interval, 'low' | 'high'> | null, text: (each: number) => string): string {
  return interval === null ? '' : ` (${text(interval.low)} to ${text(interval.high)})`;
}

function isLarge(ratio: number): boolean {
  return ratio >= 2;
}

function times(ratio: number): string {
  if (ratio < 0.1 || ratio > 1000) return formatRatio(ratio);
  return ratio.toFixed(ratio < 0.995 ? 2 : 1);
}

/** `12.3 %` */
export function points(share: number): string {
  const percent = share * 100;
  const text = percent.toFixed(Math.abs(percent) < 99.95 ? 1 : 0);
  return `${text === '-0.0' ? '0.0' : text.replace('-', '−')} %`;
}

/** `3 %`, `2.5 %`: as exact as it was given. */
export function shareText(share: number): string {
  return `${String(Number((share * 100).toPrecision(6)))} %`;
}
