import type { Tally } from '../contract/outcome.js';

/** Calls that were refused, never started, sent again and late, each another number of them. */
export const sampleTally: Tally = {
  offered: 31_500,
  started: 30_200,
  rejected: 1200,
  unstarted: 100,
  attempts: 30_900,
  ok: 30_000,
  failed: { late: 200 },
};
