import { formatDuration, significant } from '@wiretax/core';
import type { PartedRow, ValuedLaunch } from '@wiretax/statistics';

/** Of more only the extremes are told. */
const mostListed = 6;

export function statementOf({ row, figure, lower, upper }: PartedRow): string {
  const text = figure === 'P50' ? durations : rates;
  const [fewer, more] = lower.length <= upper.length ? [lower, upper] : [upper, lower];
  const [{ launch } = { launch: null }, ...others] = fewer;
  const kinds =
    launch === null || others.length > 0
      ? 'launches of two kinds'
      : `launch ${String(launch.trial)} is of another kind than the other ${String(more.length)}`;
  return `${row.cell.id}: ${kinds}, ${figure} ${group(fewer, text)} and ${group(more, text)}; the row's intervals may hold the truth less often than they say.`;
}

function group(valued: readonly ValuedLaunch[], text: (values: readonly number[]) => string): string {
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
