import type { Collector, CollectorTarget, Evidence } from '@wiretax/core';
import { keepText } from '../artifact.js';
import { findPerf, isMissing, missingError, type Perf } from '../perf.js';
import { assertRunning } from '../threads.js';
import { countersOf } from './counters.js';
import { type Counting, startCounting } from './counting.js';
import { type CpuTime, cpuTimeMetrics, readCpuTime } from './cpu-time.js';
import { counterLists } from './events.js';
import { planSystemCalls } from './system-call-plan.js';
import { countSystemCalls, noSystemCalls, type SystemCallCounting } from './system-calls.js';

/** Hardware and software counters of a process, its system calls by name, and its user and system time. */
export const perfStat: Collector = {
  // Counters are switched at each context switch, which a call with two of them feels: see the README.
  overhead: 'light',
  side: 'outside',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { systemCalls: { type: 'boolean', description: 'Whether system calls are counted; true.' } },
  },
  probe: async (host) => {
    const perf = await findPerf(host);
    if (isMissing(perf)) return { available: false, ...perf };
    const plan = await planSystemCalls({ host, pid: host.runtime.pid }, perf);
    return { available: true, ...(typeof plan === 'string' ? { note: plan } : {}) };
  },
  attach: async (target) => {
    const perf = await findPerf(target.host);
    if (isMissing(perf)) throw missingError(perf);
    await assertRunning(target.host, target.pid);
    const window = await openWindow(target, perf);
    let evidence: Promise<Evidence> | undefined;
    return { detach: () => (evidence ??= closeWindow(target, window)) };
  },
};

interface Window {
  readonly counters: Counting;
  readonly systemCalls: SystemCallCounting;
  readonly cpuTime: CpuTime | undefined;
}

async function openWindow(target: CollectorTarget, perf: Perf): Promise<Window> {
  const lists = counterLists.map((list) => ['-p', String(target.pid), '-e', list]);
  const [counters, systemCalls] = await Promise.all([
    startCounting(target, perf, lists).catch(asError),
    target.options['systemCalls'] === false ? noSystemCalls : countSystemCalls(target, perf),
  ]);
  if (counters instanceof Error) {
    await systemCalls.counted();
    throw counters;
  }
  return { counters, systemCalls, cpuTime: await readCpuTime(target.host, target.pid) };
}

async function closeWindow(
  target: CollectorTarget,
  { counters, systemCalls, cpuTime }: Window,
): Promise<Evidence> {
  const [cpuTimeAfter] = await Promise.all([
    readCpuTime(target.host, target.pid),
    counters.end(),
    systemCalls.end(),
  ]);
  const [own, calls] = await Promise.all([counters.counted().catch(asError), systemCalls.counted()]);
  if (own instanceof Error) throw own;
  const { metrics, notes } = countersOf([...own.readings, ...calls.readings]);
  const kept = await keepText(
    target,
    { file: 'perf-stat.txt', mediaType: 'text/plain' },
    own.text + calls.text,
  );
  return {
    metrics: [...metrics, ...(cpuTime && cpuTimeAfter ? cpuTimeMetrics(cpuTime, cpuTimeAfter) : [])],
    artifacts: kept.artifacts,
    notes: [
      ...notes,
      ...calls.notes,
      ...(own.early ? ['the process had ended before the window did'] : []),
      ...kept.notes,
    ],
  };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
