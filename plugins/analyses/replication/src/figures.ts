import { formatLevel, formatRatio, significant } from '@wiretax/core';
import type { Judged } from './judge.js';

const spelledOut = 3;

/** What the study found, in words. */
export function figuresStudy(judged: readonly Judged[]): string {
  return inWords(
    judged,
    ({ part }) => part.study,
    ({ part }) => (part.study === null ? 'no figure' : significant(part.study)),
  );
}

/** What is found here; with intervals if there are few figures. */
export function figuresHere(judged: readonly Judged[]): string {
  return inWords(
    judged,
    ({ found }) => found?.value ?? null,
    ({ found }) => {
      const value = found?.value ?? null;
      if (found === null || value === null) return 'no figure';
      const text = significant(value);
      if (found.interval === null) return text;
      const { low, high, level } = found.interval;
      return `${text} (${formatLevel(level)} interval ${formatRatio(low)} to ${formatRatio(high)})`;
    },
  );
}

function inWords(
  judged: readonly Judged[],
  valueOf: (each: Judged) => number | null,
  textOf: (each: Judged) => string,
): string {
  if (judged.every((each) => valueOf(each) === null)) return 'no figures';
  const names = [...new Set(judged.map(({ part }) => part.name))];
  return names
    .map((name) => {
      const own = judged.filter(({ part }) => part.name === name);
      if (own.length <= spelledOut) {
        return `${name} ${own.map((each) => `${textOf(each)} at ${each.part.at}`).join(', ')}`;
      }
      const values = own.flatMap((each) => valueOf(each) ?? []);
      if (values.length === 0) return `${name} no figures`;
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const range =
        significant(low) === significant(high)
          ? significant(low)
          : `${significant(low)} to ${significant(high)}`;
      return `${name} ${range} (${own[0]?.part.at ?? ''} to ${own.at(-1)?.part.at ?? ''})`;
    })
    .join(', ');
}
