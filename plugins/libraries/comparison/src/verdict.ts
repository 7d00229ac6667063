import type { Judgement } from './judgement.js';

export type Overall = 'slower' | 'faster' | 'mixed' | 'equivalent' | 'undecided' | 'no-interval';

export type FailOn = 'slower' | 'different' | 'undecided' | 'none';

/** One word for all. `mixed`: some figures got better and some worse. */
export function overall(comparisons: readonly Judgement[]): Overall {
  const has = (conclusion: Judgement['conclusion']): boolean =>
    comparisons.some((each) => each.conclusion === conclusion);
  if (has('slower')) return has('faster') ? 'mixed' : 'slower';
  if (has('faster')) return 'faster';
  if (has('undecided')) return 'undecided';
  return has('no-interval') ? 'no-interval' : 'equivalent';
}

/**
 * Whether a comparison fails a build: `slower` when something got worse, `different` when anything changed, `undecided` when something
 * got worse or it can't be told that nothing did.
 */
export function fails(comparisons: readonly Judgement[], failOn: FailOn): boolean {
  const failing: Readonly<Record<FailOn, readonly Judgement['conclusion'][]>> = {
    slower: ['slower'],
    different: ['slower', 'faster'],
    undecided: ['slower', 'undecided', 'no-interval'],
    none: [],
  };
  return comparisons.some(({ conclusion }) => failing[failOn].includes(conclusion));
}
