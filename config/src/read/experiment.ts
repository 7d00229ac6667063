import type { Axes, Experiment, StopCondition, Use, WarmupOptions } from '@wiretax/core';
import { defaultAxes } from '@wiretax/core/record';
import { leastRepetitions, readAdaptive } from './adaptive.js';
import { readAxes } from './axes.js';
import { resolveExcludes } from './excludes.js';
import { isPlainObject, type PlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';
import { readDurationNs, readInteger, readPeriodMs } from './quantities.js';
import { quote } from './quote.js';
import { readThreshold } from './thresholds.js';
import { readUse } from './use.js';

const mostRepetitions = 10_000;
const defaultWarmup = { minMs: 200, maxMs: 8000, minCalls: 5000, settleMs: 1000 } as const;

/** An experiment whose names and options are still to be checked against the plugins. */
export type Draft = Omit<Experiment, 'settings'> & {
  /** As written, under the short or full names of plugins. */
  readonly settings: PlainObject;
};

/** The experiment that a merged config describes. What is wrong is reported and replaced by its default. */
export function readExperiment(raw: PlainObject, defaultName: string, problems: ProblemList): Draft {
  const axes: Axes = { ...defaultAxes(), ...readAxes(raw, '', problems) };
  const include = readMatrices(raw, 'include', problems);
  const exclude = resolveExcludes(readMatrices(raw, 'exclude', problems), [axes, ...include]);
  const adaptive = readAdaptive(raw, problems);
  const value = <T>(key: string, fallback: T, read: (value: unknown, path: string) => T | undefined): T =>
    Object.hasOwn(raw, key) ? (read(raw[key], key) ?? fallback) : fallback;
  return {
    name: value('name', defaultName, (name) => (typeof name === 'string' ? name : undefined)),
    axes,
    include,
    exclude,
    collectors: value('collectors', [plainUse('usage')], (list, path) => readUses(list, path, problems)),
    reporters: value('reporters', ['table'], (list, path) => readNames(list, path, problems)),
    stop: readStop(raw, problems),
    warmup: value('warmup', defaultWarmup, (warmup) => readWarmup(warmup, problems)),
    repetitions: leastRepetitions(
      value<number | undefined>('repetitions', undefined, (count, path) =>
        readInteger(count, 1, path, problems, mostRepetitions),
      ),
      adaptive,
    ),
    ...(adaptive === undefined ? {} : { adaptive }),
    seed: value('seed', 1, (seed, path) => readInteger(seed, 0, path, problems)),
    callTimeoutMs: value('callTimeout', 10_000, (period, path) => readPeriodMs(period, path, problems)),
    thresholds: value('thresholds', [], (list, path) =>
      readList(list, path, problems, (item, itemPath) => readThreshold(item, itemPath, problems)),
    ),
    ceiling: value('ceiling', true, (ceiling) => (typeof ceiling === 'boolean' ? ceiling : undefined)),
    settings: value('settings', {}, (settings) => (isPlainObject(settings) ? settings : undefined)),
  };
}

function readMatrices(
  raw: PlainObject,
  key: 'include' | 'exclude',
  problems: ProblemList,
): readonly Partial<Axes>[] {
  const entries: unknown = raw[key];
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown, index) =>
    isPlainObject(entry) ? readAxes(entry, `${key}[${String(index)}].`, problems, key === 'exclude') : {},
  );
}

function readStop(raw: PlainObject, problems: ProblemList): StopCondition {
  const requests = Object.hasOwn(raw, 'requests')
    ? readInteger(raw['requests'], 1, 'requests', problems)
    : undefined;
  const durationMs = Object.hasOwn(raw, 'duration')
    ? readPeriodMs(raw['duration'], 'duration', problems)
    : undefined;
  if (requests === undefined && durationMs === undefined) return { durationMs: 1000 };
  return {
    ...(requests === undefined ? {} : { requests }),
    ...(durationMs === undefined ? {} : { durationMs }),
  };
}

function readWarmup(value: unknown, problems: ProblemList): WarmupOptions | undefined {
  if (!isPlainObject(value)) {
    const maxNs = readDurationNs(value, 'warmup', problems);
    if (maxNs === undefined) return undefined;
    return warmupWithin(maxNs / 1e6);
  }
  const part = (key: 'min' | 'max' | 'settle'): number | undefined =>
    Object.hasOwn(value, key) ? readDurationNs(value[key], `warmup.${key}`, problems) : undefined;
  const givenMin = part('min');
  const givenMax = part('max');
  const maxMs =
    givenMax === undefined ? Math.max(defaultWarmup.maxMs, (givenMin ?? 0) / 1e6) : givenMax / 1e6;
  const minMs = givenMin === undefined ? warmupWithin(maxMs).minMs : givenMin / 1e6;
  const settleNs = part('settle');
  const settleMs = settleNs === undefined ? warmupWithin(maxMs).settleMs : settleNs / 1e6;
  const minCalls = Object.hasOwn(value, 'calls')
    ? readInteger(value['calls'], 0, 'warmup.calls', problems)
    : defaultWarmup.minCalls;
  if (minCalls === undefined) return undefined;
  if (minMs <= maxMs) return { minMs, maxMs, minCalls, settleMs };
  problems.add('warmup', `min (${quote(value['min'])}) is longer than max (${quote(value['max'])})`);
  return undefined;
}

/** The defaults, none of which is longer than the warm-up may be. */
function warmupWithin(maxMs: number): WarmupOptions & { readonly settleMs: number } {
  const { minMs, minCalls, settleMs } = defaultWarmup;
  return { minMs: Math.min(minMs, maxMs), maxMs, minCalls, settleMs: Math.min(settleMs, maxMs) };
}

function readUses(value: unknown, path: string, problems: ProblemList): readonly Use[] | undefined {
  return readList(value, path, problems, (item, itemPath) => readUse(item, itemPath, problems));
}

function readNames(value: unknown, path: string, problems: ProblemList): readonly string[] | undefined {
  return readList(value, path, problems, (item, itemPath) => readUse(item, itemPath, problems)?.use);
}

function readList<T>(
  value: unknown,
  path: string,
  problems: ProblemList,
  read: (value: unknown, path: string) => T | undefined,
): readonly T[] | undefined {
  if (value === null) {
    problems.add(path, 'is empty; write [] for none');
    return undefined;
  }
  if (!Array.isArray(value)) {
    const single = read(value, path);
    return single === undefined ? undefined : [single];
  }
  const items = value.map((item: unknown, index) => read(item, `${path}[${String(index)}]`));
  return items.filter((item) => item !== undefined);
}

function plainUse(name: string): Use {
  return { use: name, options: {}, label: name };
}
