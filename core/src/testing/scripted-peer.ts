import type { Interference } from '../contract/interference.js';
import type { Latency, Vitals } from '../contract/measured.js';
import { boundEndpoint } from '../kernel/socket-address.js';
import type { LoadOutcome, Requests } from '../trial/peer/messages.js';
import type { ScriptedProcess } from './fake-host.js';

type Answers = {
  [Name in keyof Requests]?: (ask: Requests[Name]['ask']) => Requests[Name]['answer'] | Error | undefined;
};

/**
 * Plays a peer over the control protocol. Each answer can be replaced: return an Error to fail the
 * request, undefined to stay silent.
 */
export function scriptedPeer(answers: Answers = {}): (process: ScriptedProcess) => void {
  const standard: Required<Answers> = {
    start: ({ endpoint }) => ({
      endpoint: endpoint?.link === 'tcp' ? boundEndpoint(endpoint, { port: 4711 }) : (endpoint ?? null),
    }),
    connect: () => null,
    fifos: () => null,
    yardstick: ({ leads }) => ({
      wakeNs: leads ? 40_000 : null,
      integerNs: 16_500,
      copyNs: 25_000,
      cpus: leads ? '0' : '1',
    }),
    warmup: () => ({ durationNs: 1e8, steady: true, calls: 1000, rise: { low: 0, likely: 0, high: 0 } }),
    ping: () => null,
    load: () => null,
    record: () => null,
    results: () => loadOutcome(),
    open: () => null,
    close: () => ({ vitals: vitals(), evidence: [] }),
    stop: () => null,
  };
  const all = { ...standard, ...answers } as Record<string, (ask: unknown) => unknown>;
  return (process) => {
    process.onLine((line) => {
      const { v, id, name, ask } = JSON.parse(line) as { v: number; id: number; name: string; ask: unknown };
      const answer = all[name]?.(ask);
      if (answer instanceof Error) {
        const { code = 'E_PEER' } = answer as { code?: string };
        process.print(`${JSON.stringify({ v, id, ok: false, error: { code, message: answer.message } })}\n`);
      } else if (answer !== undefined) {
        process.print(`${JSON.stringify({ v, id, ok: true, answer })}\n`);
        if (name === 'stop') process.exit();
      }
    });
  };
}

export function vitals(changes: Partial<Vitals> = {}): Vitals {
  return {
    wallNs: 1e9,
    userNs: 3e8,
    systemNs: 2e8,
    loopUtilisation: 0.5,
    mainThreadCpu: 0.5,
    busiestThread: null,
    allottedCpus: null,
    gcPauseNs: 0,
    gcCount: 0,
    peakRssBytes: 5e7,
    processes: 1,
    ...changes,
  };
}

/** Of a peer that had CPU 0 to itself. */
export function interference(changes: Partial<Interference> = {}): Interference {
  return {
    cpus: '0',
    mainWaitNs: 0,
    foreignCpuNs: 0,
    stealNs: 0,
    throttledNs: 0,
    stillNs: 0,
    longestStillNs: 0,
    ...changes,
  };
}

export function latency(changes: Partial<Latency> = {}): Latency {
  return {
    count: 10_000,
    mean: 100_000,
    min: 50_000,
    max: 900_000,
    p50: 90_000,
    p90: 150_000,
    p99: 300_000,
    p999: 600_000,
    p9999: null,
    overflow: 0,
    ...changes,
  };
}

export function loadOutcome(changes: Partial<LoadOutcome> = {}): LoadOutcome {
  const same = latency();
  return {
    vitals: vitals(),
    evidence: [],
    calls: 10_000,
    failedCalls: 0,
    tally: {
      offered: 10_000,
      started: 10_000,
      rejected: 0,
      unstarted: 0,
      attempts: 10_000,
      ok: 10_000,
      failed: {},
    },
    startNs: 0,
    durationNs: 1e9,
    throughput: 10_000,
    leadThroughput: 10_000,
    drift: { change: 0, error: 0.01 },
    seenPauses: { startNs: 0, count: 0, totalNs: 0, longest: [] },
    latencies: {
      response: same,
      service: same,
      lag: latency({ p50: 200, p99: 900 }),
      toServer: same,
      toClient: same,
    },
    ...changes,
  };
}
