import { readFileSync } from 'node:fs';
import { performance, PerformanceObserver } from 'node:perf_hooks';
import type { Vitals } from '../contract/results.js';
import { monotonicNs } from '../host/clock.js';

/** Watches how busy this process is, from now until the returned function is called. Costs only at its ends. */
export function watchVitals(): () => Vitals {
  let gcPauseNs = 0;
  let gcCount = 0;
  const count = (entries: readonly { duration: number }[]): void => {
    for (const { duration } of entries) {
      gcPauseNs += duration * 1e6;
      gcCount += 1;
    }
  };
  const observer = new PerformanceObserver((list) => {
    count(list.getEntries());
  });
  observer.observe({ entryTypes: ['gc'] });
  const mainThread = mainThreadNs();
  const cpu = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  const startNs = monotonicNs();
  return () => {
    const wallNs = monotonicNs() - startNs;
    const { utilization } = performance.eventLoopUtilization(loop);
    const { user, system } = process.cpuUsage(cpu);
    const mainThreadEnd = mainThreadNs();
    count(observer.takeRecords());
    observer.disconnect();
    return {
      wallNs,
      userNs: user * 1000,
      systemNs: system * 1000,
      loopUtilisation: utilization,
      mainThreadCpu:
        mainThread === null || mainThreadEnd === null ? null : (mainThreadEnd - mainThread) / wallNs,
      gcPauseNs: Math.round(gcPauseNs),
      gcCount,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
  };
}

/** CPU time of the main thread, ns; its thread id is the process id. Linux only. */
function mainThreadNs(): number | null {
  try {
    const text = readFileSync(`/proc/self/task/${String(process.pid)}/schedstat`, 'utf8');
    return Number(text.split(' ')[0]);
  } catch {
    return null;
  }
}
