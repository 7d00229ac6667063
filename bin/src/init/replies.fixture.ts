import type { Replies } from './answers.js';

/** Nothing said to any question. */
export const nothing: Replies = {
  measure: undefined,
  size: undefined,
  concurrency: undefined,
  p99: undefined,
  throughput: undefined,
};
