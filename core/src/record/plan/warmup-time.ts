import type { WarmupOptions } from '../../contract/experiment.js';

/** However short a warm-up may be: what has lasted less can't be seen to have settled. */
export const leastWarmupMs = 750;
/** How far into its range a warm-up goes, as seen on small machines. */
const usualShare = 0.75;

/** What the warm-up of a trial will take, roughly, when nothing of it is known. */
export function guessedWarmupMs({ minMs, maxMs }: Pick<WarmupOptions, 'minMs' | 'maxMs'>): number {
  const least = Math.min(maxMs, Math.max(minMs, leastWarmupMs));
  return least + usualShare * (maxMs - least);
}
