import type { Finding } from './finding.js';
import type { Results } from './results.js';

/**
 * Turns results into findings. Pure: no I/O, no clock, the same findings for the same results, so that
 * it can be run again on stored runs. Says nothing that the rows can't support: rows that
 * are struck (`isStruck`) support nothing, `usableRows` are the others.
 */
export interface Analysis {
  analyse(results: Results): readonly Finding[];
}
