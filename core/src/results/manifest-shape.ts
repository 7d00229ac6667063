import type { Conditions, Inherited, MachineState } from '../contract/conditions.js';
import type {
  Adaptive,
  Experiment,
  Placement,
  StopCondition,
  Threshold,
  ThresholdFigure,
  Use,
  WarmupOptions,
} from '../contract/experiment.js';
import { type Machine, type Manifest, SCHEMA, type Settlement } from '../contract/manifest.js';
import type { Link } from '../contract/transport.js';
import { longestPeriodMs, mostClients } from '../plan/limits.js';
import {
  amount,
  anything,
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
  text,
  time,
  upTo,
  wordOf,
} from './shape.js';

const period = upTo(longestPeriodMs, amount);

const use = recordOf<Use>({ use: text, options: mapOf(anything), label: text }, {});

/** The first manifests of this schema have no thresholds. */
type StoredExperiment = Omit<Experiment, 'thresholds'> & Partial<Pick<Experiment, 'thresholds'>>;

const axes = {
  transport: list(use, 1),
  size: list(record({ requestBytes: count, replyBytes: count }), 1),
  concurrency: list(upTo(mostClients, ordinal), 1),
  flow: list(list(use), 1),
  codec: list(use, 1),
  link: list(wordOf<Link>({ tcp: true, unix: true, memory: true }), 1),
  placement: list(wordOf<Placement>({ split: true, shared: true, none: true }), 1),
  serviceTimeNs: list(upTo(longestPeriodMs * 1e6, amount), 1),
};
/** The first manifests of this schema have none. */
const node = list(record({ label: text, client: list(text), server: list(text) }), 1);
const someAxes = record({}, { ...axes, node });

const threshold = recordOf<Threshold>(
  {
    text,
    figure: wordOf<ThresholdFigure>({
      mean: true,
      min: true,
      max: true,
      p50: true,
      p90: true,
      p99: true,
      p999: true,
      p9999: true,
      throughput: true,
      tailRatio: true,
    }),
    series: orNull(wordOf<NonNullable<Threshold['series']>>({ response: true, service: true, lag: true })),
    comparison: wordOf<Threshold['comparison']>({ '<': true, '<=': true, '>': true, '>=': true }),
    limit: finite,
    cells: text,
  },
  {},
);

const experiment = recordOf<StoredExperiment>(
  {
    name: text,
    axes: record(axes, { node }),
    include: list(someAxes),
    exclude: list(someAxes),
    load: use,
    collectors: list(use),
    reporters: list(text),
    stop: recordOf<StopCondition>({}, { requests: ordinal, durationMs: period }),
    warmup: recordOf<WarmupOptions>({ minMs: period, maxMs: period, minCalls: count }, { settleMs: period }),
    repetitions: ordinal,
    seed: count,
    callTimeoutMs: period,
    ceiling: flag,
    settings: mapOf(mapOf(anything)),
  },
  {
    adaptive: recordOf<Adaptive>({}, { relativeWidth: amount, budgetMs: period }),
    thresholds: list(threshold),
  },
);

const machine = recordOf<Machine>(
  {
    node: text,
    v8: text,
    execArgv: list(text),
    platform: text,
    architecture: text,
    kernel: text,
    cpuModel: orNull(text),
    logicalCpus: finite,
    smt: orNull(flag),
    governor: orNull(text),
    turbo: orNull(flag),
    mitigations: mapOf(text),
    virtualisation: orNull(text),
    stealShare: orNull(finite),
    perfEventParanoid: orNull(finite),
    openFilesLimit: orNull(finite),
    memoryBytes: orNull(finite),
    gitCommit: orNull(text),
  },
  { clockSource: orNull(text) },
);

const state = recordOf<MachineState>(
  {
    loadAverage: orNull(finite),
    foreignCpus: orNull(finite),
    stolenCpus: orNull(finite),
    availableBytes: orNull(finite),
    periods: orNull(finite),
    throttledPeriods: orNull(finite),
  },
  {},
);

const inherited = recordOf<Inherited>(
  {
    variables: mapOf(text),
    limits: mapOf(text),
    allowedCpus: orNull(text),
    nice: orNull(finite),
    cgroup: orNull(text),
    quotaCpus: orNull(finite),
    memoryLimitBytes: orNull(finite),
  },
  {},
);

/** A `Manifest` as it is stored. */
export const manifestShape = recordOf<Manifest>(
  {
    schema: oneOf(SCHEMA),
    id: text,
    wiretax: text,
    startedAt: time,
    resumedAt: list(time),
    experiment,
    plugins: list(record({ name: text, version: text, entry: text, dependencies: mapOf(text) })),
    machine,
    command: list(text),
  },
  {
    conditions: list(recordOf<Conditions>({ session: ordinal, state, inherited }, { machine })),
    against: record({
      run: text,
      role: wordOf<NonNullable<Manifest['against']>['role']>({ baseline: true, candidate: true }),
    }),
    settlement: recordOf<Settlement>(
      {
        reason: wordOf<Settlement['reason']>({
          tight: true,
          budget: true,
          'most-blocks': true,
          'nothing-usable': true,
        }),
        blocks: count,
        usable: count,
        tight: count,
        widest: orNull(record({ cell: text, relativeWidth: finite })),
      },
      {},
    ),
  },
);
