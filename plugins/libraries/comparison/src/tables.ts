import { formatLevel } from '@wiretax/core';
import type { Trimmed } from '@wiretax/statistics';
import { none, type SectionTable } from '@wiretax/writing';
import { signedChange, signedInterval } from './change-text.js';
import type { Compared, Comparison } from './comparison.js';
import { conclusionWord } from './conclusion-text.js';
import type { Difference, Judgement } from './judgement.js';

/** The figures of cells together, if there are any, and of each cell. */
export function tablesOf(compared: Compared, lines: readonly Comparison[]): readonly SectionTable[] {
  const { pool, comparisons } = compared;
  const single = new Set(comparisons.map(({ a, b }) => `${a} ${b}`)).size === 1;
  const ofCell = ({ a, b }: Comparison): string => (single ? '' : `${a === b ? a : `${a} → ${b}`} `);
  return [
    table('Change from A to B', ['A', 'B'], compared, lines, (each) => [
      `${ofCell(each)}${each.figure.name}`,
      each.figure.format(each.valueA),
      each.figure.format(each.valueB),
    ]),
    table(
      'Change from A to B over cells together',
      ['cells'],
      compared,
      pool?.differences ?? [],
      ({ figure, cells }) => [figure.name, String(cells)],
    ),
  ]
    .filter((each) => each.lines.length > 0)
    .toReversed();
}

function table<D extends Difference & Judgement>(
  title: string,
  own: readonly string[],
  { margin }: Compared,
  lines: readonly D[],
  cellsOf: (line: D) => readonly string[],
): SectionTable {
  const level = lines.find(({ effect }) => effect.interval !== null)?.effect.interval?.level ?? 0.95;
  const hasTrimmed = lines.some(({ trimmed }) => trimmed !== null);
  return {
    title,
    head: [
      '',
      ...own,
      'change',
      `${formatLevel(level)} interval`,
      ...(hasTrimmed ? ['trimmed', 'its interval'] : []),
      'conclusion',
    ],
    lines: lines.map((each) => [
      ...cellsOf(each),
      signedChange(each.effect.ratio),
      signedInterval(each.effect.interval),
      ...(hasTrimmed ? trimmedCells(each.trimmed) : []),
      conclusionWord(each, margin),
    ]),
  };
}

function trimmedCells(trimmed: Trimmed | null): readonly string[] {
  return trimmed === null ? [none, none] : [signedChange(trimmed.ratio), signedInterval(trimmed.interval)];
}
