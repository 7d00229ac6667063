import type { Row } from '@wiretax/core';

/** A counter that differs between two cells, each side a call: events, or ns. */
export interface Difference {
  readonly metric: string;
  /** The peer's name. */
  readonly peer: string;
  readonly a: number;
  readonly b: number;
}

/** Calls to the system and switches, those that differ most first. */
export function countDifferences(a: Row, b: Row): readonly Difference[] {
  return differences(a, b, counted, leastCount);
}

/** Time in system calls and waiting for a CPU, of all threads; not all of it is on the call's way. */
export function timeDifferences(a: Row, b: Row): readonly Difference[] {
  return differences(a, b, timed, leastTimeNs);
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
  const found = new Map<string, { collector: string; metric: string; peer: string; a: number; b: number }>();
  for (const [side, row] of [
    ['a', a],
    ['b', b],
  ] as const) {
    for (const { name, peer, perCall, comparable, collector } of row.metrics) {
      if (perCall === null || !wanted.test(name) || (wanted === counted && !comparable)) continue;
      // Several collectors may count the same; the first one's figures are taken on both sides.
      const key = `${peer} ${name}`;
      const entry = found.get(key) ?? { collector, metric: name, peer, a: 0, b: 0 };
      found.set(key, entry);
      if (entry.collector === collector) entry[side] += perCall;
    }
  }
  return [...found.values()]
    .filter((entry) => Math.abs(entry.b - entry.a) >= least)
    .sort((x, y) => Math.abs(y.b - y.a) - Math.abs(x.b - x.a))
    .slice(0, mostDifferences)
    .map(({ metric, peer, a: inA, b: inB }) => ({ metric, peer, a: inA, b: inB }));
}
