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

/** `spunNs` tells for how long the process has looked at the clock and at nothing else: that counts as idle. */
export function watchVitals(spunNs: () => number = () => 0): VitalsWatch {
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
  let spunAtStartNs = spunNs();
  return {
    begin: () => {
      start = interference.begin();
      loopStart = performance.eventLoopUtilization();
      spunAtStartNs = spunNs();
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
      const busyNs = loop.utilization * wallNs;
      const spun = Math.min(1, (spunNs() - spunAtStartNs) / Math.max(1, busyNs));
      const cpuNs = end.userNs - start.userNs + end.systemNs - start.systemNs;
      // Of its CPU time the main thread spent as large a part on that, in the kernel as outside of it.
      const worked = 1 - (spun * Math.min(mainThread ?? cpuNs, cpuNs)) / Math.max(1, cpuNs);
      return {
        wallNs,
        userNs: Math.round((end.userNs - start.userNs) * worked),
        systemNs: Math.round((end.systemNs - start.systemNs) * worked),
        loopUtilisation: loop.utilization * (1 - spun),
        mainThreadCpu: mainThread === null ? null : (mainThread * (1 - spun)) / wallNs,
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
