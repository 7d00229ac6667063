import type { Cell } from '../contract/cell.js';
import type { Vitals } from '../contract/measured.js';
import { localMachineName, type PeerRecord } from '../contract/peer.js';
import type { EvidenceRecord, TrialRecord } from '../contract/trial-record.js';
import type { PeerYardstick, Yardstick } from '../contract/yardstick.js';
import type { SeenPeer } from '../record/rows/limit.js';
import { inColumnOrder } from '../record/rows/peers.js';
import { collectorFolder } from '../record/store/run-paths.js';
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
      attempts: 10_000,
      durationNs: 5e8,
      throughput: 20_000,
      response: latency,
      service: latency,
      lag: sampleLatency(400, 2, 10_000),
      toServer: latency,
      toClient: latency,
      peers: { server: vitals(), client: vitals() },
    },
    yardstick: sampleYardstick(),
    warmup: { durationNs: 3e8, steady: true, calls: 5000 },
    phasesNs: { setup: 1e8, warmup: 3e8, measure: 5e8, teardown: 1e8 },
    ...changes,
  };
}

/** A server and its client, and, in between, peers of these names, each of which calls the one before it. */
export function sampleCast(...between: readonly string[]): readonly PeerRecord[] {
  const names = ['server', ...between, 'client'];
  return names.map((name, index): PeerRecord => {
    const isBetween = between.includes(name);
    return {
      name,
      half: isBetween ? 'middle' : (name as 'server' | 'client'),
      run: isBetween ? 'command' : 'ours',
      machine: localMachineName,
      calls: names.slice(Math.max(0, index - 1), index),
    };
  });
}

/** What is known of a client and of its server; null where nothing is, and no server where both share a process. */
export function seenPair(client: Vitals, server: Vitals | null): readonly SeenPeer[] {
  return inColumnOrder(sampleCast())
    .filter(({ half }) => server !== null || half === 'client')
    .map((peer) => ({ ...peer, vitals: peer.half === 'client' ? client : server }));
}

/** A launch of a cell whose calls pass these peers, too: commands, of which less is told. */
export function sampleChain(
  of: Cell,
  between: readonly string[],
  changes: Partial<TrialRecord> = {},
): TrialRecord {
  const trial = sampleTrial(of);
  const { measured } = trial;
  if (measured === undefined) throw new Error('a sample trial was measured');
  const command = vitals({
    loopUtilisation: null,
    gcPauseNs: null,
    gcCount: null,
    busiestThread: 0.7,
    processes: 2,
  });
  const passed = Object.fromEntries(between.map((name) => [name, command]));
  return {
    ...trial,
    cast: sampleCast(...between),
    measured: { ...measured, peers: { ...measured.peers, ...passed } },
    ...changes,
  };
}

/** Of two peers that are alike, each on a CPU of its own. */
export function sampleYardstick(changes: Partial<Yardstick> = {}): Yardstick {
  const of = (cpus: string): PeerYardstick => ({ integerNs: 16_500, copyNs: 25_000, cpus });
  return { wakeNs: 40_000, peers: { server: of('1'), client: of('0') }, ...changes };
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
    schema: 2,
    cell: of.id,
    trial: 1,
    control: false,
    startedAt: '2026-01-02T03:04:05.000Z',
    status: 'completed',
    cast: sampleCast(),
    machines: { [localMachineName]: { clockDomain: null } },
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
  const { collector = 'usage', peer = 'server' } = changes;
  return {
    collector,
    peer,
    folder: collectorFolder(collector, peer),
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
