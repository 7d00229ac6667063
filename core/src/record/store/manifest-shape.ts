import { allAxes } from '../../contract/axes.js';
import type { Axis, Form } from '../../contract/axis.js';
import type { Conditions, Inherited, MachineState } from '../../contract/conditions.js';
import type {
  Adaptive,
  Experiment,
  StopCondition,
  Threshold,
  ThresholdFigure,
  WarmupOptions,
} from '../../contract/experiment.js';
import type { Use } from '../../contract/cell.js';
import type { Manifest, PluginVersion, Settlement } from '../../contract/manifest.js';
import type { MachineFacts } from '../../contract/machine-facts.js';
import { readSchemas } from './former-trial.js';
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
  type Shape,
  text,
  time,
  upTo,
  wordOf,
} from './shape.js';

const period = upTo(longestPeriodMs, amount);

const use = recordOf<Use>({ use: text, options: mapOf(anything), label: text }, {});

/** The first manifests of this schema have no thresholds, and one load for all cells. */
type StoredExperiment = Omit<Experiment, 'thresholds'> &
  Partial<Pick<Experiment, 'thresholds'>> & { readonly load?: Use };

const valueShapes: Readonly<Record<Form, (axis: Axis) => Shape>> = {
  use: () => use,
  uses: () => list(use),
  size: () => record({ requestBytes: count, replyBytes: count }),
  count: () => upTo(mostClients, ordinal),
  duration: () => upTo(longestPeriodMs * 1e6, amount),
  word: ({ words = [] }) => oneOf(...words),
  flags: () => record({ label: text, client: list(text), server: list(text) }),
  target: () =>
    record(
      { label: text },
      {
        server: record(
          { scheme: text, endpoint: record({ link: text, address: text }) },
          { workload: record({ method: text, path: text }) },
        ),
      },
    ),
};
/** The shape of a value of each of these axes, by their members of cells. */
function valuesOf(axes: readonly Axis[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(axes.map((axis) => [axis.field, valueShapes[axis.form](axis)]));
}

function listsOf(axes: readonly Axis[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(Object.entries(valuesOf(axes)).map(([field, of]) => [field, list(of, 1)]));
}

const all = allAxes();
const axes = record(
  listsOf(all.filter(({ later }) => later !== true)),
  listsOf(all.filter(({ later }) => later === true)),
);
const someAxes = record({}, listsOf(all));

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
    axes,
    include: list(someAxes),
    exclude: list(someAxes),
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
    tolerate: amount,
    analyses: list(text),
    page: oneOf(false),
    adaptive: recordOf<Adaptive>({}, { relativeWidth: amount, budgetMs: period, mostBlocks: ordinal }),
    thresholds: list(threshold),
    load: use,
    unsaid: record({}, valuesOf(all)),
    machines: mapOf(record({ launcher: use, peers: list(text) })),
    localAddress: text,
    clientProcesses: ordinal,
  },
);

const machine = recordOf<MachineFacts>(
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
    schema: oneOf(...readSchemas),
    id: text,
    wiretax: text,
    startedAt: time,
    resumedAt: list(time),
    experiment,
    plugins: list(
      recordOf<PluginVersion>(
        { name: text, version: text, entry: text, dependencies: mapOf(text) },
        // A later version may know others.
        { kinds: list(text) },
      ),
    ),
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
          answered: true,
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
