import { InputError } from '@wiretax/core';
import { jsonText, type Section, sectionsMarkdown, sectionsText } from '@wiretax/writing';
import { circumstancesOf } from './circumstances.js';
import { type Compared, compare } from './comparison.js';
import { comparisonDocument } from './document.js';
import { calmPair, countsDisturbed } from './disturbed.js';
import { arePaired, type Pair } from './pairing.js';
import { comparisonSection } from './section.js';
import type { Sides } from './sides.js';

export interface CompareOptions {
  /** Differences up to this share don't matter. */
  readonly margin: number;
  /** Which pairs are also taken together. Default: none. */
  readonly isPooled?: ((pair: Pair) => boolean) | undefined;
}

/** Every figure of both sides, block by block where blocks measured both. Throws an InputError when no cell may be compared. */
export function compareSides(sides: Sides, { margin, isPooled }: CompareOptions): Compared {
  const { a, b } = sides;
  const pairs = countsDisturbed(sides) ? sides.pairs.map(calmPair) : sides.pairs;
  const compared = compare(pairs, { margin, paired: arePaired(a, b), isPooled });
  if (compared.comparisons.length > 0) return compared;
  const problems = compared.leftOut.map(({ cell, reason }) => ({ path: cell, message: reason }));
  throw new InputError('E_NOTHING_TO_COMPARE', 'none of these cells may be compared', problems);
}

export interface TellOptions {
  readonly format: 'text' | 'markdown' | 'json';
  /** Every line, also of large comparisons. */
  readonly all: boolean;
}

/** What came out as a part of a page: every figure that has a place in it, as `all` says. */
export function sectionOf(sides: Sides, compared: Compared, all: boolean): Section {
  return comparisonSection(sides, compared, circumstancesOf(sides), all);
}

/** What came out, for people or for machines. */
export function comparisonText(sides: Sides, compared: Compared, { format, all }: TellOptions): string {
  const circumstances = circumstancesOf(sides);
  if (format === 'json') return jsonText(comparisonDocument(sides, compared, circumstances));
  const section = comparisonSection(sides, compared, circumstances, all);
  return format === 'markdown' ? sectionsMarkdown([section]) : sectionsText([section]);
}
