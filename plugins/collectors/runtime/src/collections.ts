import { constants, performance, PerformanceObserver } from 'node:perf_hooks';
import type { PerformanceEntry } from 'node:perf_hooks';
import { setImmediate as loopTurn } from 'node:timers/promises';

export type CollectionKind = 'minor' | 'major' | 'incremental' | 'weak-callbacks';

/** One garbage collection, on the scale of `performance.now`. */
export interface Collection {
  readonly startMs: number;
  readonly durationMs: number;
  readonly kind: CollectionKind;
}

const kinds: Readonly<Record<number, CollectionKind>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak-callbacks',
};

/** Keeps the garbage collections of this process that begin between its construction and `end`. */
export class CollectionWatch {
  readonly #entries: PerformanceEntry[] = [];
  readonly #observer: PerformanceObserver;
  readonly #startMs: number;
  #endMs = Infinity;

  constructor() {
    this.#observer = new PerformanceObserver((list) => {
      this.#entries.push(...list.getEntries());
    });
    this.#observer.observe({ entryTypes: ['gc'] });
    // A collection before this instant may still be on its way to observers.
    this.#startMs = performance.now();
  }

  end(): void {
    this.#endMs = performance.now();
  }

  /** In the order in which they ended. To be called once, after `end`. */
  async collections(): Promise<readonly Collection[]> {
    // Node hands each collection to observers in the next turn of the event loop, ahead of this immediate.
    await loopTurn();
    this.#entries.push(...this.#observer.takeRecords());
    this.#observer.disconnect();
    return this.#entries
      .filter(({ startTime }) => startTime >= this.#startMs && startTime < this.#endMs)
      .map((entry) => ({ startMs: entry.startTime, durationMs: entry.duration, kind: kindOf(entry) }));
  }
}

/** V8's newer minor collector has a number that Node has no name for. */
function kindOf(entry: PerformanceEntry): CollectionKind {
  const detail: unknown = 'detail' in entry ? entry.detail : undefined;
  const kind = typeof detail === 'object' && detail !== null && 'kind' in detail ? Number(detail.kind) : NaN;
  return kinds[kind] ?? 'minor';
}
