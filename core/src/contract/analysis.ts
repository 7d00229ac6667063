import type { Finding } from './finding.js';
import type { Results } from './results.js';

/**
 * Turns results into findings. Pure: no I/O, no clock, the same findings for the same results, so that
 * it can be run again on stored runs. Says nothing that the rows can't support: rows that
 * are struck (`isStruck`) support nothing, `usableRows` are the others.
 */
export interface Analysis {
  /**
   * What its findings tell, as a heading: one line of plain words without a full stop, `Where it stops scaling`. Reporters
   * show it, and escape it. An analysis that has none, as those written before it was asked for, is shown by its name.
   */
  readonly title: string;
  /**
   * Its place in every report, smallest first, then by name; finite. Those that come with Wiretax lie between 0 and 999. Left
   * out it is 1000: give less only if it must be read before those.
   */
  readonly weight?: number;
  /**
   * It answers a question that few have: it runs only where it is asked for by name, `analyses: [name]` in a config or `--analysis name`. Left
   * out, it is part of every report.
   */
  readonly onRequest?: true;
  analyse(results: Results): readonly Finding[];
}
