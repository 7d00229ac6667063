import {
  allAxes,
  type Axes,
  type Experiment,
  type Kind,
  type StopCondition,
  type Threshold,
  type Use,
  type WarmupOptions,
} from '@wiretax/core';
import { ceilingNames, defaultAxes } from '@wiretax/core/record';
import { leastRepetitions, readAdaptive } from './adaptive.js';
import { type LocatedAxes, plainAxes, readAxes } from './axes.js';
import { resolveExcludes } from './excludes.js';
import { Located, type Mention } from './located.js';
import { type Machines, readClientProcesses, readMachines } from './machines.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';
import { readDurationNs, readInteger, readPeriodMs, readShare } from './quantities.js';
import { quote } from './quote.js';
import { defaultReporters, pageReporter } from './reporters.js';
import { readThreshold } from './thresholds.js';
import { readUse } from './use.js';

const mostRepetitions = 10_000;
const defaultWarmup = { minMs: 200, maxMs: 8000, minCalls: 5000, settleMs: 1000 } as const;

/** What a config says, not yet checked against the plugins. */
export interface Draft {
  /** With settings as written, under the short or full names of plugins. */
  readonly experiment: Omit<Experiment, 'settings'> & { readonly settings: PlainObject };
  /** Everything that it names, defaults included. */
  readonly mentions: readonly Mention[];
  /** The axes where they are written: the config's, and those of each entry of `include`. */
  readonly matrices: readonly Partial<LocatedAxes>[];
  readonly thresholds: readonly Located<Threshold>[];
}

/** The experiment that a merged config describes. What is wrong is reported and replaced by its default. */
export function readExperiment(raw: PlainObject, defaultName: string, problems: ProblemList): Draft {
  const mentions: Mention[] = [];
  const config = new Located(raw, '', { problems, mentions });
  const matrix = readAxes(config);
  // What is left out is named all the same.
  for (const { name, kind, default: value } of allAxes()) {
    if (kind === undefined || Object.hasOwn(raw, name)) continue;
    for (const use of [value].flat() as Use[]) config.below(name).mention(kind, use);
  }
  const axes: Axes = { ...defaultAxes(), ...plainAxes(matrix) };
  const included = entriesOf(config.key('include'));
  const include = included.map(plainAxes);
  const exclude = resolveExcludes(entriesOf(config.key('exclude')).map(plainAxes), [axes, ...include]);
  const adaptive = readAdaptive(config);
  const value = <T>(key: string, otherwise: T, read: (at: Located) => T | null): T => {
    const at = config.key(key);
    return (at && read(at)) ?? otherwise;
  };
  const uses = (key: string, kind: Kind, otherwise: string | readonly string[]): readonly Use[] =>
    readList(config.key(key) ?? config.below(key).as(otherwise), (item) => readUse(item, kind));
  const tolerate = value('tolerate', 0, readShare);
  const analyses = value<readonly Use[]>('analyses', [], (at) =>
    readList(at, (item) => readUse(item, 'analysis')),
  ).map(({ use }) => use);
  const flag = (key: string): boolean =>
    value(key, true, (at) => (typeof at.value === 'boolean' ? at.value : null));
  const collectors = withSamples(uses('collectors', 'collector', 'usage'), config.below('samples'));
  const reporters = uses('reporters', 'reporter', defaultReporters).map(({ use }) => use);
  const page = flag('page');
  if (page && reporters.length > 0 && !reporters.includes(pageReporter))
    readUse(config.below('page').as(pageReporter), 'reporter');
  const experiment = {
    name: value('name', defaultName, (at) => (typeof at.value === 'string' ? at.value : null)),
    axes,
    include,
    exclude,
    collectors,
    reporters,
    ...(page ? {} : { page: false as const }),
    stop: readStop(config),
    warmup: value('warmup', defaultWarmup, readWarmup),
    repetitions: leastRepetitions(
      value<number | undefined>('repetitions', undefined, (at) => readInteger(at, 1, mostRepetitions)),
      adaptive,
    ),
    ...(adaptive === undefined ? {} : { adaptive }),
    seed: value('seed', 1, (at) => readInteger(at, 0)),
    callTimeoutMs: value('callTimeout', 10_000, readPeriodMs),
    ...(tolerate === 0 ? {} : { tolerate }),
    ...(analyses.length === 0 ? {} : { analyses }),
  };
  const machines = value<Machines>('machines', {}, readMachines);
  const clientProcesses = value<number | undefined>('clients', undefined, readClientProcesses);
  const thresholds = value<Draft['thresholds']>('thresholds', [], (at) => readList(at, readThreshold));
  const ceiling = flag('ceiling');
  // The null transport, which every study measures unless told not to.
  for (const { kind, name } of ceiling ? ceilingNames() : []) readUse(config.below('ceiling').as(name), kind);
  const settings = value<PlainObject>('settings', {}, (at) => (isPlainObject(at.value) ? at.value : null));
  return {
    experiment: {
      ...experiment,
      thresholds: thresholds.map((at) => at.value),
      ceiling,
      settings,
      ...machines,
      ...(clientProcesses === undefined ? {} : { clientProcesses }),
    },
    mentions,
    matrices: [matrix, ...included],
    thresholds,
  };
}

function entriesOf(at: Located | undefined): readonly Partial<LocatedAxes>[] {
  return (at?.items() ?? []).map((entry) => readAxes(entry));
}

/** The collectors with the one that `samples: true` stands for, unless it is listed anyway. */
function withSamples(collectors: readonly Use[], at: Located): readonly Use[] {
  if (at.value !== true || collectors.some(({ use }) => use === 'samples')) return collectors;
  const samples = readUse(at.as('samples'), 'collector');
  return samples === null ? collectors : [...collectors, samples];
}

function readStop(config: Located): StopCondition {
  const [calls, period] = [config.key('requests'), config.key('duration')];
  const requests = (calls && readInteger(calls, 1)) ?? undefined;
  const durationMs = (period && readPeriodMs(period)) ?? undefined;
  if (requests === undefined && durationMs === undefined) return { durationMs: 1000 };
  return {
    ...(requests === undefined ? {} : { requests }),
    ...(durationMs === undefined ? {} : { durationMs }),
  };
}

function readWarmup(at: Located): WarmupOptions | null {
  if (!isPlainObject(at.value)) {
    const maxNs = readDurationNs(at);
    return maxNs === null ? null : warmupWithin(maxNs / 1e6);
  }
  const partMs = (key: 'min' | 'max' | 'settle'): number | undefined => {
    const part = at.key(key);
    const ns = part === undefined ? null : readDurationNs(part);
    return ns === null ? undefined : ns / 1e6;
  };
  const givenMinMs = partMs('min');
  const maxMs = partMs('max') ?? Math.max(defaultWarmup.maxMs, givenMinMs ?? 0);
  const within = warmupWithin(maxMs);
  const minMs = givenMinMs ?? within.minMs;
  const settleMs = partMs('settle') ?? within.settleMs;
  const calls = at.key('calls');
  const minCalls = calls === undefined ? within.minCalls : readInteger(calls, 0);
  if (minCalls === null) return null;
  if (minMs <= maxMs) return { minMs, maxMs, minCalls, settleMs };
  return at.refuse(`min (${quote(at.value['min'])}) is longer than max (${quote(at.value['max'])})`);
}

/** The defaults, none of which is longer than the warm-up may be. */
function warmupWithin(maxMs: number): WarmupOptions & { readonly settleMs: number } {
  const { minMs, minCalls, settleMs } = defaultWarmup;
  return { minMs: Math.min(minMs, maxMs), maxMs, minCalls, settleMs: Math.min(settleMs, maxMs) };
}

function readList<T>(at: Located, read: (item: Located) => T | null): readonly T[] {
  if (at.value === null) at.refuse('is empty; write [] for none');
  const items = at.value === null ? [] : (at.items() ?? [at]);
  return items.map(read).filter((item) => item !== null);
}
