import { formatSize } from '@wiretax/core';
import { whole } from '@wiretax/writing';
import type { Spec } from './chart.js';

/** Vega expressions that label the ticks of an axis. */
export const labels = {
  ns: "datum.value === 0 ? '0' : datum.value < 1e3 ? format(datum.value, '~r') + ' ns' : datum.value < 1e6 ? format(datum.value / 1e3, '~r') + ' µs' : datum.value < 1e9 ? format(datum.value / 1e6, '~r') + ' ms' : format(datum.value / 1e9, '~r') + ' s'",
  bytes:
    "datum.value < 1024 ? datum.value + ' B' : datum.value < 1048576 ? format(datum.value / 1024, '.3~r') + ' KiB' : format(datum.value / 1048576, '.3~r') + ' MiB'",
  count: "datum.value < 1e3 ? format(datum.value, '~r') : format(datum.value, '~s')",
  ratio: "format(datum.value, '~r') + '×'",
} as const;

/** A range on a log axis that holds all values with room around them; undefined without a positive one. */
export function logDomain(
  values: readonly (number | null)[],
  room = 1.25,
): readonly [number, number] | undefined {
  const positive = values.filter(
    (value) => value !== null && value > 0 && Number.isFinite(value),
  ) as number[];
  if (positive.length === 0) return undefined;
  return [least(positive) / room, greatest(positive) * room];
}

export function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

export function greatest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

const steps: readonly (readonly number[])[] = [[1, 2, 3, 5], [1, 2, 5], [1, 3], [1]];

/** Round ticks on a log axis: at most `most`, and at least two wherever the range is wide enough for it. */
export function logTicks([low, high]: readonly [number, number], most = 6): readonly number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const ticksOf = (step: readonly number[], every: number): number[] =>
    Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => first + index * every)
      .flatMap((power) => step.map((factor) => rounded(factor, power)))
      .filter((tick) => tick >= low && tick <= high);
  for (const step of steps) {
    const ticks = ticksOf(step, 1);
    if (ticks.length <= most) return ticks;
  }
  for (let every = 2; ; every += 1) {
    const ticks = ticksOf([1], every);
    if (ticks.length <= most) return ticks;
  }
}

/** 5e-1 times ten is no longer a round number in binary. */
function rounded(factor: number, power: number): number {
  return Number(`${String(factor)}e${String(power)}`);
}

/** At most `most` of these in their order: both ends, and what lies evenly between them. */
export function chosen<T>(values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  const step = (values.length - 1) / (most - 1);
  const indexes = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)));
  return values.filter((_, index) => indexes.has(index));
}

/** Values of a log axis on which cells stand, thinned out until about `most` labels have room. */
export function levelTicks(levels: readonly number[], most: number): readonly number[] {
  const ascending = [...new Set(levels)].sort((a, b) => a - b);
  const [first = 1, last = first] = [ascending[0], ascending.at(-1)];
  const gap = Math.log(last / first) / (most + 0.5);
  const kept: number[] = [];
  for (const level of ascending) {
    const isFar = Math.log(level / (kept.at(-1) ?? 0)) >= gap && Math.log(last / level) >= gap;
    if (isFar || level === first || level === last) kept.push(level);
  }
  return kept;
}

export function logAxis(
  field: string,
  title: string,
  domain: readonly [number, number],
  ticks: readonly number[],
  label: string,
): Spec {
  return {
    field,
    type: 'quantitative',
    title,
    scale: { type: 'log', domain, nice: false },
    axis: { values: ticks, labelExpr: label },
  };
}

export function sizeName(bytes: number): string {
  return formatSize(bytes).replace(/(?<=\d)(?=[A-Z])/, ' ');
}

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** Three significant digits: `30,500`. */
export function countText(value: number): string {
  return threeDigits.format(value);
}

export function clientsName(clients: number): string {
  return clients === 1 ? '1 client' : `${whole(clients)} clients`;
}
