import type { Collector, Evidence, Host, Metric } from '@wiretax/core';
import { parseStatus, type Status } from './status.js';

export const collector: Collector = {
  // Two small files are read, at either end of the window: nothing that the process would notice.
  overhead: 'free',
  // In the coordinator, by pid: what is measured runs no code of ours.
  side: 'outside',

  // Must not throw, and says how to get what is missing.
  async probe(host) {
    if ((await read(host, 'self')) !== undefined) return { available: true };
    return {
      available: false,
      missing: 'the status of processes in /proc',
      remedy: 'use Linux with /proc mounted, or leave {{name}} out',
    };
  },

  async attach({ pid, host }) {
    const before = await read(host, String(pid));
    if (before === undefined) {
      throw new Error(
        `the status of process ${String(pid)} can't be read: it has ended, or there is no /proc`,
      );
    }
    const collect = async (): Promise<Evidence> => {
      const after = await read(host, String(pid));
      return after === undefined
        ? { metrics: [], artifacts: [], notes: [`process ${String(pid)} ended before its window did`] }
        : { metrics: metricsOf(before, after), artifacts: [], notes: [] };
    };
    // Whoever detaches again gets the same evidence.
    let evidence: Promise<Evidence> | undefined;
    return { detach: () => (evidence ??= collect()) };
  },
};

/** Undefined when there is no such process any more, and where there is no /proc. */
async function read({ files }: Host, process: string): Promise<Status | undefined> {
  try {
    return parseStatus(await files.read(`/proc/${process}/status`));
  } catch {
    return undefined;
  }
}

/** A counter grows with the work done and is also shown per call; a gauge is not. */
function metricsOf(before: Status, after: Status): readonly Metric[] {
  const voluntary = after.voluntarySwitches - before.voluntarySwitches;
  const involuntary = after.involuntarySwitches - before.involuntarySwitches;
  return [
    { name: 'rss', value: after.residentBytes, unit: 'bytes', kind: 'gauge' },
    { name: 'threads', value: after.threads, unit: 'count', kind: 'gauge' },
    { name: 'main-thread.context-switches.voluntary', value: voluntary, unit: 'count', kind: 'counter' },
    { name: 'main-thread.context-switches.involuntary', value: involuntary, unit: 'count', kind: 'counter' },
  ];
}
