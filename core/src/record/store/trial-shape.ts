import type { Metric, Role } from '../../contract/collector.js';
import type { Interference } from '../../contract/interference.js';
import { phases } from '../../contract/phase.js';
import type { Pause, Pauses } from '../../contract/pauses.js';
import { SCHEMA } from '../../contract/manifest.js';
import type { EvidenceRecord, TrialRecord } from '../../contract/trial-record.js';
import type { Latency, Measured, Rise, Vitals, WarmupRecord } from '../../contract/measured.js';
import type { PeerYardstick, Yardstick } from '../../contract/yardstick.js';
import { type Series, series } from '../rows/series.js';
import {
  amount,
  count,
  finite,
  flag,
  list,
  mapOf,
  oneOf,
  type OptionalShapes,
  ordinal,
  orNull,
  record,
  recordOf,
  type Shape,
  text,
  time,
  wordOf,
} from './shape.js';

const role = wordOf<Role>({ client: true, server: true });

const latency = recordOf<Latency>(
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

const interference = recordOf<Interference>(
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

const vitals = recordOf<Vitals>(
  {
    wallNs: amount,
    userNs: amount,
    systemNs: amount,
    loopUtilisation: amount,
    mainThreadCpu: orNull(amount),
    gcPauseNs: amount,
    gcCount: count,
    peakRssBytes: amount,
  },
  { interference },
);

const pause = recordOf<Pause>({ startNs: amount, lengthNs: amount, stoodStill: orNull(role) }, {});
const pauses = recordOf<Pauses>({ leastNs: amount, count, totalNs: amount, longest: list(pause) }, {});

const measured = recordOf<Measured>(
  {
    calls: count,
    failedCalls: count,
    durationNs: amount,
    throughput: amount,
    ...(Object.fromEntries(series.map((name) => [name, latency])) as Record<Series, Shape>),
    client: vitals,
    server: orNull(vitals),
  },
  { drift: orNull(record({ change: finite, error: finite })), pauses },
);

const evidence = recordOf<EvidenceRecord>(
  {
    collector: text,
    role,
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
  },
  {
    error: text,
    observer: record({ throughput: orNull(finite), p50: orNull(finite), p99: orNull(finite) }),
  },
);

const phase = oneOf(...phases);

const trial = {
  schema: oneOf(SCHEMA),
  cell: text,
  trial: ordinal,
  control: flag,
  startedAt: time,
  evidence: list(evidence),
  verdicts: list(text),
  reasons: list(text),
  notes: list(text),
  problems: list(text),
  durationNs: amount,
  phasesNs: mapOf(amount),
};
const peerYardstick = recordOf<PeerYardstick>({ integerNs: amount, copyNs: amount, cpus: orNull(text) }, {});
const yardstick = recordOf<Yardstick>(
  { wakeNs: orNull(amount), client: peerYardstick, server: orNull(peerYardstick) },
  {},
);
const rise = recordOf<Rise>({ low: finite, likely: finite, high: finite }, {});
const warmup = recordOf<WarmupRecord>({ durationNs: amount, steady: flag, calls: count }, { rise });

const further: Omit<OptionalShapes<TrialRecord>, 'error' | 'measured'> = {
  session: ordinal,
  warmup,
  yardstick,
};

const completed = record({ ...trial, measured }, further);
const failed = record(
  { ...trial, error: record({ code: text, message: text, phase }, { log: list(text) }) },
  further,
);

const withStatus = record({ status: wordOf<'completed' | 'failed'>({ completed: true, failed: true }) });

/** A `TrialRecord` as it is stored: one that has completed was measured, one that has failed says why and was not. */
export const trialShape: Shape = (value, path) => {
  const problem = withStatus(value, path);
  if (problem !== undefined) return problem;
  const { status, measured: window } = value as { status: string; measured?: unknown };
  if (status === 'completed') return completed(value, path);
  return (
    failed(value, path) ??
    (window === undefined ? undefined : { path: 'measured', message: 'of a failed trial' })
  );
};
