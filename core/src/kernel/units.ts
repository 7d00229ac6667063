/** Sizes and durations as people write them in configs and read them in tables. */

const sizeUnits: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  kB: 1000,
  MB: 1000 ** 2,
};
const durationUnits: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  min: 60e9,
  h: 3600e9,
};

/** Bytes of `64B`, `4KiB`, `1.5MiB`; undefined if it isn't a size or not a whole number of bytes. */
export function parseSize(text: string): number | undefined {
  const bytes = parse(text, sizeUnits);
  return bytes !== undefined && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Nanoseconds of `500ms`, `2s`, `150us`, `1m`; undefined if it isn't a duration. */
export function parseDuration(text: string): number | undefined {
  const ns = parse(text, durationUnits);
  return ns === undefined ? undefined : Math.round(ns);
}

const rateUnits: Readonly<Record<string, number>> = { s: 1, min: 60, m: 60, h: 3600 };

/** Calls per second of `2000/s`, `90/min`, or of a number; undefined if it is no rate above 0. */
export function parseRate(value: unknown): number | undefined {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?) ?\/ ?([a-z]+)$/.exec(String(value)) ?? [];
  const seconds = Object.hasOwn(rateUnits, unit) ? rateUnits[unit] : undefined;
  const rate = typeof value === 'number' ? value : Number(amount) / (seconds ?? Number.NaN);
  return rate > 0 && Number.isFinite(rate) ? rate : undefined;
}

const aboveZero = '(?=[^a-zµ/]*[1-9])\\d+(\\.\\d+)?';

/** For options of plugins: what {@link parseRate} reads. */
export const rateSchema = Object.freeze({
  title: 'a rate above 0, such as 2000/s, 90/min, or a number of calls per second',
  type: ['number', 'string'],
  exclusiveMinimum: 0,
  pattern: `^${aboveZero} ?/ ?(${Object.keys(rateUnits).join('|')})$`,
});

/** For options of plugins: what {@link parseDuration} reads, longer than nothing. */
export const durationSchema = Object.freeze({
  title: 'a duration above 0, such as 5ms or 2s',
  type: 'string',
  pattern: `^${aboveZero} ?(${Object.keys(durationUnits).join('|')})$`,
});

function parse(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?([A-Za-zµ]+)$/.exec(text);
  const unit = match?.[2] === undefined || !Object.hasOwn(units, match[2]) ? undefined : units[match[2]];
  const value = Number(match?.[1]) * (unit ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

/** The shortest exact form: 65536 is `64KiB`, 1000 is `1000B`. */
export function formatSize(bytes: number): string {
  for (const unit of ['GiB', 'MiB', 'KiB']) {
    const factor = sizeUnits[unit] ?? 1;
    if (bytes >= factor && bytes % factor === 0) return `${String(bytes / factor)}${unit}`;
  }
  return `${String(bytes)}B`;
}

/** Three significant digits with the unit that fits: `18.8 µs`, `1.08 s`. */
export function formatDuration(ns: number): string {
  const unit = ns < 1e3 ? 'ns' : ns < 1e6 ? 'µs' : ns < 1e9 ? 'ms' : 's';
  return `${significant(ns / (durationUnits[unit] ?? 1))} ${unit}`;
}

/** Three significant digits without exponent: 0.0123, 1.05, 18.8, 1234. */
export function significant(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits);
}

const farthest = 1000;

/**
 * A ratio for a sentence: `1.95`. Beyond a thousandfold it is `over 1,000` or `under 0.001`, also to zero: there the smaller side is
 * nearly nothing, and more digits of it would only tell how nearly.
 */
export function formatRatio(ratio: number): string {
  if (ratio > farthest) return 'over 1,000';
  return ratio < 1 / farthest ? 'under 0.001' : significant(ratio);
}

/** The level of an interval: `95 %`, `98.3 %`, `99.93 %`, with as many digits as what it leaves out needs; never `100 %`. */
export function formatLevel(level: number): string {
  const digits = Math.max(0, -Math.floor(Math.log10((1 - level) * 100) + 1e-9) + 1);
  return `${String(Number((level * 100).toFixed(Math.min(20, digits))))} %`;
}
