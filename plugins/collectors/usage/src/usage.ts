import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Attachment, Collector, Evidence, Metric } from '@wiretax/core';
import { GcWatch } from './gc-watch.js';
import type { GcTotals } from './gc-watch.js';
import { peakRssBytes, readThreads, threadUsage } from './threads.js';
import type { ThreadUsage } from './threads.js';

const NOT_TOLD = 'run-queue.wait and cpu.main-thread are left out, as this system does not tell them';

export const usage: Collector = {
  overhead: 'free',
  side: 'inside',
  options: { type: 'object', properties: {}, additionalProperties: false },

  probe: ({ platform }) =>
    Promise.resolve(platform === 'linux' ? { available: true } : { available: true, note: NOT_TOLD }),

  attach: ({ host }) => Promise.resolve(attachTo(host.platform === 'linux')),
};

/** /proc is read synchronously, at the very ends of the window: no helper thread is woken for it. */
function attachTo(hasProc: boolean): Attachment {
  const gc = new GcWatch();
  const threads = hasProc ? readThreads() : undefined;
  const start = reading();

  const collect = async (): Promise<Evidence> => {
    const end = reading();
    const loop = performance.eventLoopUtilization(end.loop, start.loop);
    gc.end();
    const threadsNow = threads && readThreads();
    const peak = (hasProc ? peakRssBytes() : undefined) ?? end.process.maxRSS * 1024;
    const scheduled = threads && threadsNow ? threadUsage(threads, threadsNow, process.pid) : undefined;
    return {
      metrics: [
        ...processMetrics(start, end),
        ...(scheduled ? threadMetrics(scheduled) : []),
        ...gcMetrics(await gc.totals()),
        gauge('event-loop.utilisation', 'ratio', loop.utilization),
        gauge('heap.growth', 'bytes', end.heapBytes - start.heapBytes),
        gauge('rss.peak', 'bytes', peak),
      ],
      artifacts: [],
      notes: notesOn(scheduled),
    };
  };
  let evidence: Promise<Evidence> | undefined;
  return { detach: () => (evidence ??= collect()) };
}

interface Reading {
  readonly process: NodeJS.ResourceUsage;
  readonly heapBytes: number;
  readonly loop: ReturnType<typeof performance.eventLoopUtilization>;
}

function reading(): Reading {
  return {
    heapBytes: getHeapStatistics().used_heap_size,
    process: process.resourceUsage(),
    loop: performance.eventLoopUtilization(),
  };
}

function processMetrics(start: Reading, end: Reading): readonly Metric[] {
  const grown = (field: keyof NodeJS.ResourceUsage): number => end.process[field] - start.process[field];
  return [
    counter('cpu.user', 'ns', grown('userCPUTime') * 1000),
    counter('cpu.system', 'ns', grown('systemCPUTime') * 1000),
    counter('context-switches.voluntary', 'count', grown('voluntaryContextSwitches')),
    counter('context-switches.involuntary', 'count', grown('involuntaryContextSwitches')),
    counter('page-faults.minor', 'count', grown('minorPageFault')),
    counter('page-faults.major', 'count', grown('majorPageFault')),
  ];
}

function threadMetrics({ mainCpuNs, waitNs }: ThreadUsage): readonly Metric[] {
  return [counter('cpu.main-thread', 'ns', mainCpuNs), counter('run-queue.wait', 'ns', waitNs)];
}

function gcMetrics({ pauseNs, counts }: GcTotals): readonly Metric[] {
  const kinds = Object.entries(counts);
  return [
    counter('gc.pause', 'ns', pauseNs),
    counter(
      'gc.count',
      'count',
      kinds.reduce((sum, [, count]) => sum + count, 0),
    ),
    ...kinds.map(([kind, count]) => counter(`gc.count.${kind}`, 'count', count)),
  ];
}

function notesOn(scheduled: ThreadUsage | undefined): readonly string[] {
  if (!scheduled) return [NOT_TOLD];
  if (scheduled.lost === 0) return [];
  return [`run-queue.wait leaves out ${String(scheduled.lost)} threads that ended in the window`];
}

function counter(name: string, unit: Metric['unit'], value: number): Metric {
  return { name, value, unit, kind: 'counter' };
}

function gauge(name: string, unit: Metric['unit'], value: number): Metric {
  return { name, value, unit, kind: 'gauge' };
}
