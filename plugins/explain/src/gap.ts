import { type Axis, type Role, type Row, varyingAxes } from '@wiretax/core';
import { costOf } from './cost.js';
import { type Part, parts, unexplainedParts } from './parts.js';

/** One part of a difference: what it is in A and in B, ns a call. */
export interface Portion<Name extends string = string> {
  readonly part: Name;
  readonly aNs: number;
  readonly bNs: number;
  /** B less A. */
  readonly gapNs: number;
  /** Of the whole gap; null when there is none. Parts that pull the other way are negative. */
  readonly share: number | null;
}

export interface Gap<Name extends string = string> {
  readonly aNs: number;
  readonly bNs: number;
  readonly gapNs: number;
  /** Largest first. */
  readonly portions: readonly Portion<Name>[];
}

export type ResponsePart = 'cpu' | 'flow' | 'waiting';

/** A counter that differs between the cells, each side a call: events, or ns. */
export interface Difference {
  readonly metric: string;
  readonly role: Role;
  readonly a: number;
  readonly b: number;
}

export interface Explanation {
  /** Ids of the cells; B is the one whose mean response time is longer. */
  readonly a: string;
  readonly b: string;
  readonly differs: readonly Axis[];
  readonly p50: { readonly aNs: number | null; readonly bNs: number | null };
  /** Mean response time: CPU time that the call itself takes in both peers, and what it waits for. */
  readonly response: Gap<ResponsePart> | null;
  readonly cpu: Gap<Part>;
  /** The share of the CPU gap that no part explains; null when there is no gap. */
  readonly unexplainedShare: number | null;
  /** Calls to the system and switches, those that differ most first. */
  readonly counts: readonly Difference[];
  /** Time in system calls and waiting for a CPU, of all threads, ns a call; not all of it is on the call's way. */
  readonly times: readonly Difference[];
  readonly caveats: readonly string[];
}

/** Why a call of one row costs more than one of the other. Undefined unless both have a completed trial. */
export function explain(one: Row, other: Row): Explanation | undefined {
  const [costOne, costOther] = [costOf(one), costOf(other)];
  if (costOne === undefined || costOther === undefined) return undefined;
  const slower =
    (other.response.mean ?? 0) - (one.response.mean ?? 0) ||
    costOther.cpuNs - costOne.cpuNs ||
    other.cell.id.localeCompare(one.cell.id);
  const inOrder = slower >= 0;
  const [a, b] = inOrder ? [one, other] : [other, one];
  const [costA, costB] = inOrder ? [costOne, costOther] : [costOther, costOne];
  const cpu = gapOf<Part>(
    costA.cpuNs,
    costB.cpuNs,
    parts.map((part) => [part, costA.parts.get(part) ?? 0, costB.parts.get(part) ?? 0]),
  );
  const unexplainedNs = cpu.portions
    .filter(({ part }) => unexplainedParts.has(part))
    .reduce((sum, { gapNs }) => sum + gapNs, 0);
  return {
    a: a.cell.id,
    b: b.cell.id,
    differs: varyingAxes([a.cell, b.cell]),
    p50: { aNs: a.response.p50, bNs: b.response.p50 },
    response: responseGap(a, b, costA.cpuNs, costB.cpuNs),
    cpu,
    unexplainedShare: cpu.gapNs === 0 ? null : Math.abs(unexplainedNs / cpu.gapNs),
    counts: differences(a, b, counted, leastCount),
    times: differences(a, b, timed, leastTimeNs),
    caveats: [...new Set([...costA.caveats, ...costB.caveats])],
  };
}

function gapOf<Name extends string>(
  aNs: number,
  bNs: number,
  sides: readonly (readonly [Name, number, number])[],
): Gap<Name> {
  const gapNs = bNs - aNs;
  const portions = sides
    .filter(([, inA, inB]) => inA !== 0 || inB !== 0)
    .map(([part, inA, inB]) => ({
      part,
      aNs: inA,
      bNs: inB,
      gapNs: inB - inA,
      share: gapNs === 0 ? null : (inB - inA) / gapNs,
    }))
    .sort((x, y) => Math.abs(y.gapNs) - Math.abs(x.gapNs));
  return { aNs, bNs, gapNs, portions };
}

/**
 * Mean response time is what the call's own CPU time takes, were nobody else there, and waiting: for flow
 * control or a late generator (lag), and for the rest, which is other calls ahead of it, wake-ups and a CPU
 * that others use. CPU time spent beside the call's way makes waiting look smaller than it is.
 */
function responseGap(a: Row, b: Row, cpuA: number, cpuB: number): Gap<ResponsePart> | null {
  if (a.response.mean === null || b.response.mean === null) return null;
  const [lagA, lagB] = [a.lag.mean ?? 0, b.lag.mean ?? 0];
  return gapOf<ResponsePart>(a.response.mean, b.response.mean, [
    ['cpu', cpuA, cpuB],
    ['flow', lagA, lagB],
    ['waiting', a.response.mean - cpuA - lagA, b.response.mean - cpuB - lagB],
  ]);
}

/** Counters of which only the window's rate matters; those of a pass at another rate are left out. */
const counted = /^(syscalls(\.[a-z0-9_]+)?|context-switches(\.[a-z]+)?|cpu-migrations|page-faults)$/;
/**
 * Times stand for themselves, also from a pass that was slowed down. System calls that wait are left out: their
 * time is that of threads with nothing to do.
 */
const timed = /^(run-queue\.wait|syscalls\.(?!futex|e?poll|.*sleep|.*wait)[a-z0-9_]+\.time)$/;
const mostDifferences = 12;
/** Smaller differences per call are noise. */
const leastCount = 0.01;
const leastTimeNs = 100;

function differences(a: Row, b: Row, wanted: RegExp, least: number): readonly Difference[] {
  const found = new Map<string, { collector: string; metric: string; role: Role; a: number; b: number }>();
  for (const [side, row] of [
    ['a', a],
    ['b', b],
  ] as const) {
    for (const { name, role, perCall, comparable, collector } of row.metrics) {
      if (perCall === null || !wanted.test(name) || (wanted === counted && !comparable)) continue;
      // Several collectors may count the same; the first one's figures are taken on both sides.
      const key = `${role} ${name}`;
      const entry = found.get(key) ?? { collector, metric: name, role, a: 0, b: 0 };
      found.set(key, entry);
      if (entry.collector === collector) entry[side] += perCall;
    }
  }
  return [...found.values()]
    .filter((entry) => Math.abs(entry.b - entry.a) >= least)
    .sort((x, y) => Math.abs(y.b - y.a) - Math.abs(x.b - x.a))
    .slice(0, mostDifferences)
    .map(({ metric, role, a: inA, b: inB }) => ({ metric, role, a: inA, b: inB }));
}
