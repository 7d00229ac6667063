import type { Collector, CollectorTarget, Evidence, Host } from '@wiretax/core';
import { keepText } from '../artifact.js';
import { findPerf, isMissing, type Missing, missingError } from '../perf.js';
import { PerfRefusal } from '../perf-process.js';
import { assertRunning } from '../threads.js';
import { tracedSystemCalls } from '../tracefs.js';
import { startRecording } from './recording.js';
import { hasStrace, startStrace } from './strace.js';
import { traceCsv, traceMetrics } from './trace-metrics.js';
import type { Tracing } from './traced-call.js';

/** System calls of a process with their times. */
export const perfTrace: Collector = {
  overhead: 'heavy',
  side: 'outside',
  probe: async (host) => {
    const obstacle = await obstacleOf(host);
    if (obstacle === undefined) return { available: true };
    if (await hasStrace(host)) return { available: true, note: insteadOf(obstacle.missing) };
    return { available: false, ...withoutBoth(obstacle) };
  },
  attach: async (target) => {
    const obstacle = await obstacleOf(target.host);
    if (obstacle !== undefined && !(await hasStrace(target.host))) throw missingError(withoutBoth(obstacle));
    await assertRunning(target.host, target.pid);
    const { tracing, notes } = await startTracing(target, obstacle?.missing);
    let evidence: Promise<Evidence> | undefined;
    return { detach: () => (evidence ??= evidenceOf(target, tracing, notes)) };
  },
};

/** What keeps perf from tracing system calls. */
async function obstacleOf(host: Host): Promise<Missing | undefined> {
  const perf = await findPerf(host);
  if (isMissing(perf)) return perf;
  const traced = await tracedSystemCalls(host, perf.rights);
  return 'missing' in traced ? traced : undefined;
}

async function startTracing(
  target: CollectorTarget,
  obstacle: string | undefined,
): Promise<{ tracing: Tracing; notes: readonly string[] }> {
  if (obstacle !== undefined) return { tracing: await startStrace(target), notes: [insteadOf(obstacle)] };
  try {
    return { tracing: await startRecording(target), notes: [] };
  } catch (thrown) {
    if (!(thrown instanceof PerfRefusal) || !(await hasStrace(target.host))) throw thrown;
    return { tracing: await startStrace(target), notes: [insteadOf(thrown.message)] };
  }
}

async function evidenceOf(
  target: CollectorTarget,
  tracing: Tracing,
  before: readonly string[],
): Promise<Evidence> {
  const { calls, notes } = await tracing.finish();
  const kept = await keepText(target, { file: 'system-calls.csv', mediaType: 'text/csv' }, traceCsv(calls));
  return {
    metrics: traceMetrics(calls),
    artifacts: kept.artifacts,
    notes: [...before, ...notes, ...kept.notes],
  };
}

function insteadOf(obstacle: string): string {
  return `traced by strace, as ${obstacle}`;
}

function withoutBoth({ missing, remedy }: Missing): Missing {
  return {
    missing: `${missing}, and strace is not installed`,
    remedy: `${remedy}; or apt-get install strace`,
  };
}
