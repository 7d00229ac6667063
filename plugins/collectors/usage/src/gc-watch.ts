import { constants, performance, PerformanceObserver } from 'node:perf_hooks';
import type { PerformanceEntry } from 'node:perf_hooks';
import { setImmediate as loopTurn } from 'node:timers/promises';

export type GcKind = 'minor' | 'major' | 'incremental' | 'weakcb';

export interface GcTotals {
  readonly pauseNs: number;
  readonly counts: Readonly<Record<GcKind, number>>;
}

const kinds: Readonly<Record<number, GcKind>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weakcb',
};

/** Counts the garbage collections of this process from its construction to `end`. */
export class GcWatch {
  readonly #counts: Record<GcKind, number> = { minor: 0, major: 0, incremental: 0, weakcb: 0 };
  readonly #observer: PerformanceObserver;
  readonly #startMs: number;
  #endMs = Infinity;
  #pauseMs = 0;

  constructor() {
    this.#observer = new PerformanceObserver((list) => {
      this.#add(list.getEntries());
    });
    this.#observer.observe({ entryTypes: ['gc'] });
    // A collection before this instant may still be on its way to observers.
    this.#startMs = performance.now();
  }

  /** Stops counting: collections that begin later don't belong to it. */
  end(): void {
    this.#endMs = performance.now();
  }

  /** What was counted. To be called once, after `end`. */
  async totals(): Promise<GcTotals> {
    // Node hands each collection to observers in the next turn of the event loop, ahead of this immediate.
    await loopTurn();
    this.#add(this.#observer.takeRecords());
    this.#observer.disconnect();
    return { pauseNs: Math.round(this.#pauseMs * 1e6), counts: this.#counts };
  }

  #add(entries: readonly PerformanceEntry[]): void {
    for (const entry of entries) {
      if (entry.startTime < this.#startMs || entry.startTime >= this.#endMs) continue;
      this.#counts[kindOf(entry)]++;
      this.#pauseMs += entry.duration;
    }
  }
}

/** V8's newer minor collector has a number that Node has no name for. */
function kindOf(entry: PerformanceEntry): GcKind {
  const detail: unknown = 'detail' in entry ? entry.detail : undefined;
  const kind = typeof detail === 'object' && detail !== null && 'kind' in detail ? Number(detail.kind) : NaN;
  return kinds[kind] ?? 'minor';
}
