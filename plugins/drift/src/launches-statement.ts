import { formatDuration, type Launch, type Row, significant } from '@wiretax/core';

/** A figure of a row in which its launches part, the slower and the faster ones by that figure. */
export interface Parted {
  readonly row: Row;
  readonly figure: 'throughput' | 'P50';
  readonly lower: readonly Valued[];
  readonly upper: readonly Valued[];
  readonly pValue: number;
}

/** A launch with its calls per second or its P50 in ns. */
export interface Valued {
  readonly launch: Launch;
  readonly value: number;
}

/** Of more only the extremes are told. */
const mostListed = 6;

export function statementOf({ row, figure, lower, upper }: Parted): string {
  const text = figure === 'P50' ? durations : rates;
  const [fewer, more] = lower.length <= upper.length ? [lower, upper] : [upper, lower];
  const [{ launch } = { launch: null }, ...others] = fewer;
  const kinds =
    launch === null || others.length > 0
      ? 'launches of two kinds'
      : `launch ${String(launch.trial)} is of another kind than the other ${String(more.length)}`;
  return `${row.cell.id}: ${kinds}, ${figure} ${group(fewer, text)} and ${group(more, text)}; the row's intervals may hold the truth less often than they say.`;
}

function group(valued: readonly Valued[], text: (values: readonly number[]) => string): string {
  const values = valued.map(({ value }) => value);
  if (values.length <= mostListed) return text(values);
  return `${text([values[0] ?? 0])} to ${text([values.at(-1) ?? 0])} (${String(values.length)} launches)`;
}

function rates(perSecond: readonly number[]): string {
  const [unit, factor] = Math.max(...perSecond) >= 1e4 ? ['k/s', 1e3] : ['/s', 1];
  return `${perSecond.map((value) => significant(value / factor)).join(', ')} ${unit}`;
}

function durations(ns: readonly number[]): string {
  return ns.map(formatDuration).join(', ');
}
