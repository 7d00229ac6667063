import { SCHEMA, type TrialRecord } from '@wiretax/core';
import { loadOutcome, latency, sampleCast, vitals } from '@wiretax/core/testing';

export function trialRecord(rest: Partial<TrialRecord> = {}): TrialRecord {
  const { throughput, calls, failedCalls, durationNs } = loadOutcome();
  const each = {
    response: latency(),
    service: latency(),
    lag: latency(),
    toServer: latency(),
    toClient: latency(),
  };
  return {
    schema: SCHEMA,
    cell: 'tcp.64B.c1',
    trial: 2,
    control: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    status: 'completed',
    cast: sampleCast(),
    machines: {},
    measured: {
      calls,
      failedCalls,
      attempts: calls,
      durationNs,
      throughput,
      ...each,
      peers: { client: vitals() },
    },
    evidence: [],
    verdicts: ['valid'],
    reasons: [],
    notes: [],
    problems: [],
    durationNs: 1e9,
    phasesNs: {},
    ...rest,
  };
}
