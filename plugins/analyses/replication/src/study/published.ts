import * as counters from './counter-tables.js';
import * as latency from './latency-tables.js';
import type { Measure, Place, PublishedTable } from './point.js';

/** Every table of the study that is compared with. Where two give the same figure, the first is the better one. */
export const publishedTables: readonly PublishedTable[] = [
  latency.latencyBySize,
  latency.latencyByConcurrency,
  latency.denseSweep,
  latency.throughput,
  latency.tailAmplification,
  latency.semaphore,
  counters.smallMessageCounters,
  counters.countersBySize,
  counters.contextSwitches,
  counters.cacheMisses,
  counters.systemShares,
  counters.pageFaults,
  counters.systemCalls,
];

/** The figure in a table; undefined where the study gives none. */
export function publishedIn(table: PublishedTable, measure: Measure, place: Place): number | undefined {
  return table.figures.find(
    (figure) =>
      figure.measure === measure &&
      figure.protocol === place.protocol &&
      figure.bytes === place.bytes &&
      figure.clients === place.clients &&
      figure.limit === place.limit,
  )?.value;
}
