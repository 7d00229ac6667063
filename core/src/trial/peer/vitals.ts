import { performance, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { Vitals } from '../../contract/measured.js';
import { InterferenceWatch } from './interference/watch.js';

/** How busy this process is between `begin` and `end`. Between its ends it costs a timer, see `Stillness`. */
export interface VitalsWatch {
  /** Safe to call again: the later one counts. Synchronous, well below a millisecond. */
  readonly begin: () => void;
  readonly end: () => Promise<Vitals>;
}

export function watchVitals(): VitalsWatch {
  const interference = new InterferenceWatch();
  let gcPauseMs = 0;
  let gcCount = 0;
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.POSITIVE_INFINITY;
  const count = (collections: readonly PerformanceEntry[]): void => {
    for (const { startTime, duration } of collections) {
      if (startTime < startMs || startTime >= endMs) continue;
      gcPauseMs += duration;
      gcCount += 1;
    }
  };
  const observer = new PerformanceObserver((list) => {
    count(list.getEntries());
  });
  observer.observe({ entryTypes: ['gc'] });
  let start = interference.begin();
  let loopStart = performance.eventLoopUtilization();
  return {
    begin: () => {
      start = interference.begin();
      loopStart = performance.eventLoopUtilization();
      startMs = performance.now();
      gcPauseMs = 0;
      gcCount = 0;
    },
    end: async () => {
      const loop = performance.eventLoopUtilization(loopStart);
      const seen = interference.end();
      endMs = performance.now();
      // Node hands collections to observers in the next turn of the event loop.
      await loopTurn();
      count(observer.takeRecords());
      observer.disconnect();
      const { end } = seen;
      const wallNs = end.ns - start.ns;
      const mainThread =
        start.mainThreadNs === null || end.mainThreadNs === null
          ? null
          : end.mainThreadNs - start.mainThreadNs;
      return {
        wallNs,
        userNs: end.userNs - start.userNs,
        systemNs: end.systemNs - start.systemNs,
        loopUtilisation: loop.utilization,
        mainThreadCpu: mainThread === null ? null : mainThread / wallNs,
        busiestThread: null,
        allottedCpus: null,
        gcPauseNs: Math.round(gcPauseMs * 1e6),
        gcCount,
        peakRssBytes: peakRssBytes(seen.status),
        processes: 1,
        interference: seen.interference,
      };
    },
  };
}

/** On Linux not from rusage, whose maximum starts at what the parent had when it forked. */
function peakRssBytes(status: string): number {
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return (kibibytes === undefined ? process.resourceUsage().maxRSS : Number(kibibytes)) * 1024;
}
