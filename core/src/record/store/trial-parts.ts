import type { Metric } from '../../contract/collector.js';
import type { Interference } from '../../contract/interference.js';
import type { Latency, Rise, WarmupRecord } from '../../contract/measured.js';
import { phases } from '../../contract/phase.js';
import type { EvidenceRecord } from '../../contract/trial-record.js';
import type { PeerYardstick } from '../../contract/yardstick.js';
import { type Series, series } from '../rows/series.js';
import {
  amount,
  count,
  finite,
  flag,
  list,
  mapOf,
  oneOf,
  ordinal,
  orNull,
  record,
  recordOf,
  type Shape,
  text,
  time,
  wordOf,
} from './shape.js';

// What trials of schema 1 and 2 have alike.

export const latency = recordOf<Latency>(
  {
    count,
    mean: orNull(amount),
    min: orNull(amount),
    max: orNull(amount),
    p50: orNull(amount),
    p90: orNull(amount),
    p99: orNull(amount),
    p999: orNull(amount),
    p9999: orNull(amount),
    overflow: count,
  },
  {},
);

export const interference = recordOf<Interference>(
  {
    cpus: orNull(text),
    mainWaitNs: orNull(amount),
    foreignCpuNs: orNull(amount),
    stealNs: orNull(amount),
    throttledNs: orNull(amount),
    stillNs: amount,
    longestStillNs: amount,
  },
  {},
);

export const figures = {
  calls: count,
  failedCalls: count,
  durationNs: amount,
  throughput: amount,
  ...(Object.fromEntries(series.map((name) => [name, latency])) as Record<Series, Shape>),
};
export const drift = orNull(record({ change: finite, error: finite }));

/** `peer` is what tells whose pauses they were. */
export function pausesOf(peer: Shape): Shape {
  const pause = record({ startNs: amount, lengthNs: amount, stoodStill: orNull(peer) });
  return record({ leastNs: amount, count, totalNs: amount, longest: list(pause) });
}

export const evidence = {
  collector: text,
  window: wordOf<EvidenceRecord['window']>({ measure: true, profile: true }),
  status: wordOf<EvidenceRecord['status']>({ completed: true, failed: true }),
  metrics: list(
    record({
      name: text,
      value: finite,
      unit: wordOf<Metric['unit']>({ count: true, ns: true, bytes: true, ratio: true, hz: true }),
      kind: wordOf<Metric['kind']>({ counter: true, gauge: true }),
    }),
  ),
  artifacts: list(record({ file: text, mediaType: text })),
  notes: list(text),
  calls: count,
};
export const furtherEvidence = {
  error: text,
  observer: record({ throughput: orNull(finite), p50: orNull(finite), p99: orNull(finite) }),
};

export const trial = {
  cell: text,
  trial: ordinal,
  control: flag,
  startedAt: time,
  verdicts: list(text),
  reasons: list(text),
  notes: list(text),
  problems: list(text),
  durationNs: amount,
  phasesNs: mapOf(amount),
};

export const error = { code: text, message: text, phase: oneOf(...phases) };
export const furtherError = { log: list(text) };

export const peerYardstick = recordOf<PeerYardstick>(
  { integerNs: amount, copyNs: amount, cpus: orNull(text) },
  {},
);
const rise = recordOf<Rise>({ low: finite, likely: finite, high: finite }, {});
export const warmup = recordOf<WarmupRecord>({ durationNs: amount, steady: flag, calls: count }, { rise });

const withStatus = record({ status: wordOf<'completed' | 'failed'>({ completed: true, failed: true }) });

/** One of both: a trial that has completed was measured, one that has failed says why and was not. */
export function byStatus(completed: Shape, failed: Shape): Shape {
  return (value, path) => {
    const problem = withStatus(value, path);
    if (problem !== undefined) return problem;
    const { status, measured: window } = value as { status: string; measured?: unknown };
    if (status === 'completed') return completed(value, path);
    return (
      failed(value, path) ??
      (window === undefined ? undefined : { path: 'measured', message: 'of a failed trial' })
    );
  };
}
