import { readFileSync } from 'node:fs';
import {
  type EventLoopUtilization,
  performance,
  type PerformanceEntry,
  PerformanceObserver,
} from 'node:perf_hooks';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { Vitals } from '../contract/trial-record.js';
import { monotonicNs } from '../host/clock.js';
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
  const read = (): Reading => ({
    mainThread: mainThreadNs(),
    cpu: process.cpuUsage(),
    loop: performance.eventLoopUtilization(),
    atNs: monotonicNs(),
  });
  let start = read();
  return {
    begin: () => {
      interference.begin();
      start = read();
      startMs = performance.now();
      gcPauseMs = 0;
      gcCount = 0;
    },
    end: async () => {
      const end = read();
      const kept = interference.end();
      endMs = performance.now();
      // Node hands collections to observers in the next turn of the event loop.
      await loopTurn();
      count(observer.takeRecords());
      observer.disconnect();
      const wallNs = end.atNs - start.atNs;
      const mainThread =
        start.mainThread === null || end.mainThread === null ? null : end.mainThread - start.mainThread;
      return {
        wallNs,
        userNs: (end.cpu.user - start.cpu.user) * 1000,
        systemNs: (end.cpu.system - start.cpu.system) * 1000,
        loopUtilisation: performance.eventLoopUtilization(end.loop, start.loop).utilization,
        mainThreadCpu: mainThread === null ? null : mainThread / wallNs,
        gcPauseNs: Math.round(gcPauseMs * 1e6),
        gcCount,
        peakRssBytes: peakRssBytes(),
        interference: kept,
      };
    },
  };
}

interface Reading {
  readonly mainThread: number | null;
  readonly cpu: NodeJS.CpuUsage;
  readonly loop: EventLoopUtilization;
  readonly atNs: number;
}

/** CPU time of the main thread, ns; its thread id is the process id. Linux only. */
function mainThreadNs(): number | null {
  const text = textOf(`/proc/self/task/${String(process.pid)}/schedstat`);
  return text === undefined ? null : Number(text.split(' ')[0]);
}

/** On Linux not from rusage, whose maximum starts at what the parent had when it forked. */
function peakRssBytes(): number {
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(textOf('/proc/self/status') ?? '')?.[1];
  return (kibibytes === undefined ? process.resourceUsage().maxRSS : Number(kibibytes)) * 1024;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
