import type { Cell } from '../contract/cell.js';
import type { EvidenceRecord, TrialRecord } from '../contract/trial-record.js';
import type { PeerYardstick, Yardstick } from '../contract/yardstick.js';
import { sampleLatency } from './sample-rows.js';
import { vitals } from './scripted-peer.js';

/** The first launch of a cell, completed, with nothing to say about it and no collectors. */
export function sampleTrial(of: Cell, changes: Partial<TrialRecord> = {}): TrialRecord {
  const latency = sampleLatency(51_200, 2, 10_000);
  return {
    ...finished(of),
    measured: {
      calls: 10_000,
      failedCalls: 0,
      durationNs: 5e8,
      throughput: 20_000,
      response: latency,
      service: latency,
      lag: sampleLatency(400, 2, 10_000),
      toServer: latency,
      toClient: latency,
      client: vitals(),
      server: vitals(),
    },
    yardstick: sampleYardstick(),
    warmup: { durationNs: 3e8, steady: true, calls: 5000 },
    phasesNs: { setup: 1e8, warmup: 3e8, measure: 5e8, teardown: 1e8 },
    ...changes,
  };
}

/** Of two peers that are alike, each on a CPU of its own. */
export function sampleYardstick(changes: Partial<Yardstick> = {}): Yardstick {
  const of = (cpus: string): PeerYardstick => ({ integerNs: 16_500, copyNs: 25_000, cpus });
  return { wakeNs: 40_000, client: of('0'), server: of('1'), ...changes };
}

/** The first launch of a cell, which failed in setup with this message. */
export function sampleFailedTrial(
  of: Cell,
  message: string,
  changes: Partial<TrialRecord> = {},
): TrialRecord {
  return {
    ...finished(of),
    status: 'failed',
    error: { code: 'E_PEER_EXITED', message, phase: 'setup' },
    verdicts: ['failed'],
    phasesNs: { setup: 1e8 },
    ...changes,
  };
}

function finished(of: Cell): TrialRecord {
  return {
    schema: 1,
    cell: of.id,
    trial: 1,
    control: false,
    startedAt: '2026-01-02T03:04:05.000Z',
    status: 'completed',
    evidence: [],
    verdicts: ['valid'],
    reasons: [],
    notes: [],
    problems: [],
    durationNs: 1e9,
    phasesNs: {},
  };
}

/** What the collector `usage` brought back from the server of a measured window: a counter and a gauge. */
export function sampleEvidence(changes: Partial<EvidenceRecord> = {}): EvidenceRecord {
  return {
    collector: 'usage',
    role: 'server',
    window: 'measure',
    status: 'completed',
    metrics: [
      { name: 'cpu.user', value: 1e7, unit: 'ns', kind: 'counter' },
      { name: 'event-loop.utilisation', value: 0.5, unit: 'ratio', kind: 'gauge' },
    ],
    artifacts: [],
    notes: [],
    calls: 10_000,
    ...changes,
  };
}
