import { formatLevel, formatRatio } from '@wiretax/core';
import type { Claim } from './claim.js';
import type { Interval } from './estimate.js';
import { mostPromised } from './launches-needed.js';
import { negligible } from './lower.js';

// The three wordings of what is known of two, which are never mixed; whoever tells of it takes them from here.

/** `equal within 3 %`, or within another margin, a share. */
export function equalWords(margin = negligible): string {
  return `equal within ${String(Number((margin * 100).toPrecision(3)))} %`;
}

/** `not known yet, about 12 launches would tell`; of undefined only that it isn't known yet. */
export function unknownWords(launches?: number): string {
  if (launches === undefined) return 'not known yet';
  const count = launches > mostPromised ? `more than ${String(mostPromised)}` : `about ${String(launches)}`;
  return `not known yet, ${count} launches would tell`;
}

/** Whether a sentence is of that wording alone: it begins with what isn't known. */
export function leavesOpen(statement: string): boolean {
  return /^whether\b/i.test(statement) && statement.includes(unknownWords());
}

/** `1.62 times (95 %: 1.55 to 1.70)`, and `1.62 times` where there is no interval. */
export function timesWords(ratio: number, interval: Interval | null): string {
  return `${formatRatio(ratio)} times${rangeWords(interval, formatRatio)}`;
}

/** ` (95 %: 1.55 to 1.70)`; empty for null. */
export function rangeWords(interval: Interval | null, format: (value: number) => string): string {
  if (interval === null) return '';
  return ` (${formatLevel(interval.level)}: ${format(interval.low)} to ${format(interval.high)})`;
}

/**
 * The one sentence of a claim, without a full stop: `tcp is faster than rest by 1.62 times (95 %: 1.55 to 1.70)`, `tcp and rest are equal within 3 %`,
 * `whether tcp or rest is faster is not known yet, about 12 launches would tell`; without an interval `tcp came before rest`, which whoever
 * says it must mark as an order only.
 */
export function claimWords(claim: Claim, [a, b]: readonly [string, string], comparative = 'faster'): string {
  const [first, second] = claim.better === 'a' ? [a, b] : [b, a];
  switch (claim.told) {
    case 'differ':
      return `${first} is ${comparative} than ${second} by ${timesWords(claim.ratio, claim.interval)}`;
    case 'equal':
      return `${a} and ${b} are ${equalWords()}`;
    case 'unknown':
      return `whether ${a} or ${b} is ${comparative} is ${unknownWords(claim.launches)}`;
    case 'order-only':
      return `${first} came before ${second}`;
  }
}
