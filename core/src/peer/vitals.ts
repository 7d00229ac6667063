import { readFileSync } from 'node:fs';
import { performance, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { Vitals } from '../contract/results.js';
import { monotonicNs } from '../host/clock.js';

/** Watches how busy this process is, from now until the returned function is called. Costs only at its ends. */
export function watchVitals(): () => Promise<Vitals> {
  let gcPauseMs = 0;
  let gcCount = 0;
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
  const startMs = performance.now();
  const mainThread = mainThreadNs();
  const cpu = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  const startNs = monotonicNs();
  return async () => {
    const wallNs = monotonicNs() - startNs;
    const { utilization } = performance.eventLoopUtilization(loop);
    const { user, system } = process.cpuUsage(cpu);
    const mainThreadEnd = mainThreadNs();
    endMs = performance.now();
    // Node hands collections to observers in the next turn of the event loop.
    await loopTurn();
    count(observer.takeRecords());
    observer.disconnect();
    return {
      wallNs,
      userNs: user * 1000,
      systemNs: system * 1000,
      loopUtilisation: utilization,
      mainThreadCpu:
        mainThread === null || mainThreadEnd === null ? null : (mainThreadEnd - mainThread) / wallNs,
      gcPauseNs: Math.round(gcPauseMs * 1e6),
      gcCount,
      peakRssBytes: peakRssBytes(),
    };
  };
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
