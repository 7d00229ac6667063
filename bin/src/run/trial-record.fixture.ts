import { SCHEMA, type TrialRecord } from '@wiretax/core';
import { loadOutcome, latency, vitals } from '@wiretax/core/testing';

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
    measured: { calls, failedCalls, durationNs, throughput, ...each, client: vitals(), server: null },
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
