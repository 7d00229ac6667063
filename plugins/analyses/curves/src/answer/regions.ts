import { type AxisField, type Cell, formatSize } from '@wiretax/core';
import { axisPhrase, axisValue, varyingAxes } from '@wiretax/core/record';

interface Place {
  readonly cell: Cell;
  readonly place: string;
}

/**
 * Where these places lie among all of them: `everywhere`, `up to 4KiB`, `at 64KiB with 10 clients and more`; where no few words say it, `at 3
 * of 9 places`. Empty where there is one place only.
 */
export function regionWords(some: readonly Place[], all: readonly Place[]): string {
  const [first] = some;
  if (all.length < 2 || first === undefined) return '';
  if (some.length === all.length) return 'everywhere';
  const cells = all.map(({ cell }) => cell);
  const runs = varyingAxes(cells).flatMap((field) => runOf(field, some, all) ?? []);
  const fits = (chosen: readonly Run[]): boolean =>
    all.filter(({ cell }) => chosen.every((run) => run.holds(cell))).length === some.length;
  for (const run of runs) if (fits([run])) return run.words;
  // Only those that leave something out say something.
  const telling = runs.filter((run) => !cells.every(run.holds));
  if (telling.length > 1 && fits(telling)) return telling.map(({ words }) => words).join(' ');
  return some.length === 1
    ? `at ${first.place}`
    : `at ${String(some.length)} of ${String(all.length)} places`;
}

/** Neighbouring values of an axis. */
interface Run {
  readonly words: string;
  readonly holds: (cell: Cell) => boolean;
}

/** The values of an axis from the first to the last that some places have; undefined where words and values don't go together. */
function runOf(field: AxisField, some: readonly Place[], all: readonly Place[]): Run | undefined {
  const amount = amounts[field];
  if (amount === undefined || (field === 'size' && all.some(isUneven))) return labelled(field, some);
  const values = [...new Set(all.map(({ cell }) => amount.of(cell)))].sort((a, b) => a - b);
  const own = some.map(({ cell }) => amount.of(cell));
  const [low, high] = [Math.min(...own), Math.max(...own)];
  const [lowest, highest] = [values[0], values.at(-1)];
  const holds = (cell: Cell): boolean => amount.of(cell) >= low && amount.of(cell) <= high;
  return { holds, words: amount.words(low, high, low === lowest, high === highest) };
}

/** Whose reply isn't as large as the request: one amount doesn't say its size. */
function isUneven({ cell: { size } }: Place): boolean {
  return size.requestBytes !== size.replyBytes;
}

type RunWords = (low: number, high: number, isFirst: boolean, isLast: boolean) => string;

const sizeWords: RunWords = (low, high, isFirst, isLast) => {
  const [from, to] = [formatSize(low), formatSize(high)];
  if (low === high) return `at ${from}`;
  return isFirst ? `up to ${to}` : isLast ? `from ${from} on` : `from ${from} to ${to}`;
};

const clientWords: RunWords = (low, high, isFirst, isLast) => {
  if (low === high) return `with ${low === 1 ? '1 client' : `${String(low)} clients`}`;
  if (isFirst) return `with up to ${String(high)} clients`;
  return isLast ? `with ${String(low)} clients and more` : `with ${String(low)} to ${String(high)} clients`;
};

const amounts: Partial<Record<AxisField, { readonly of: (cell: Cell) => number; readonly words: RunWords }>> =
  {
    size: { of: ({ size }) => size.requestBytes, words: sizeWords },
    concurrency: { of: ({ concurrency }) => concurrency, words: clientWords },
  };

function labelled(field: AxisField, some: readonly Place[]): Run | undefined {
  const [first, ...others] = some.map(({ cell }) => cell);
  if (first === undefined) return undefined;
  const value = axisValue(first, field);
  if (others.some((cell) => axisValue(cell, field) !== value)) return undefined;
  return {
    words: field === 'size' ? `at ${value}` : `with ${axisPhrase(first, field)}`,
    holds: (cell) => axisValue(cell, field) === value,
  };
}
