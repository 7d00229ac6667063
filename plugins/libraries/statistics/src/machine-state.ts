import type { Launch, Row, Yardstick } from '@wiretax/core';
import { fewestLaunches } from './estimate.js';
import { meanOf, sumOfSquares } from './moments.js';
import { normalFactor } from './student.js';
import { listed } from './wording.js';

/** The yardstick of one launch, and the cell that it stood before. */
export interface Reading extends Pick<Launch, 'trial' | 'startedAt'> {
  readonly cell: Row['cell'];
  readonly yardstick: Yardstick;
}

/** How the machine did one kind of the yardstick's work for two groups of launches. */
export interface StateComparison {
  readonly work: 'wake-ups' | 'integer work' | 'copying';
  /** The time that it took for b over that for a. */
  readonly ratio: number;
  /** The logarithm of the ratio over its standard error. */
  readonly errors: number;
  /** Whether it is another state of the machine, and not the noise of one; null when a side has fewer than three launches. */
  readonly another: boolean | null;
  /** Of a and b. */
  readonly launches: readonly [number, number];
}

interface Kind {
  readonly work: StateComparison['work'];
  readonly of: (yardstick: Yardstick) => number | null;
  /** What the work depends on by design: only readings that have it in common are compared. */
  readonly conditions: (reading: Reading) => string;
  /** Standard deviation of the logarithm, from launch to launch in one state, that is assumed at least. */
  readonly noise: number;
  /** The smallest ratio that is called another state, however many launches there are. */
  readonly smallest: number;
}

const placed = ({ cell, yardstick }: Reading): string =>
  `${cell.placement} ${Object.keys(yardstick.peers).sort().join(' ')}`;

/** The noise is what launches on a quiet virtual machine of two CPUs differed by; `npm run bench yardstick` prints it. */
const kinds: readonly Kind[] = [
  { work: 'wake-ups', of: ({ wakeNs }) => wakeNs, conditions: placed, noise: 0.16, smallest: 1.25 },
  {
    work: 'integer work',
    of: (yardstick) => ofAll(yardstick, 'integerNs'),
    conditions: (reading) => `${placed(reading)} ${reading.cell.node.label}`,
    noise: 0.025,
    smallest: 1.05,
  },
  {
    work: 'copying',
    of: (yardstick) => ofAll(yardstick, 'copyNs'),
    conditions: placed,
    noise: 0.13,
    smallest: 1.15,
  },
];

/** Share of comparisons in one state that may be called another one, for each kind of work. */
const mistaken = 0.005;

/** Those of all launches that have one: runs before 0.2.0 have none. */
export function readingsOf(rows: readonly Pick<Row, 'cell' | 'launches'>[]): readonly Reading[] {
  return rows.flatMap(({ cell, launches }) =>
    launches.flatMap(({ trial, startedAt, yardstick }) =>
      yardstick === undefined ? [] : [{ cell, trial, startedAt, yardstick }],
    ),
  );
}

/**
 * Whether the machine was in the same state for two groups of launches. The geometric means of their yardsticks must differ by more than
 * the spread of the launches explains (Welch's error on logarithms), and by more than what matters. Of several conditions, such as
 * placements, the one that differs most clearly counts. `looks`: from how many such comparisons one is chosen.
 */
export function compareStates(
  a: readonly Reading[],
  b: readonly Reading[],
  looks = 1,
): readonly StateComparison[] {
  return kinds.flatMap((kind) => {
    const [inA, inB] = [groups(a, kind), groups(b, kind)];
    const common = [...inA.keys()].filter((conditions) => inB.has(conditions));
    const factor = normalFactor(1 - mistaken / (looks * Math.max(1, common.length)));
    const compared = common.map((conditions) =>
      compareLogs(kind, inA.get(conditions) ?? [], inB.get(conditions) ?? [], factor),
    );
    return compared.toSorted((one, other) => Math.abs(other.errors) - Math.abs(one.errors)).slice(0, 1);
  });
}

function compareLogs(
  { work, noise, smallest }: Kind,
  a: readonly number[],
  b: readonly number[],
  factor: number,
): StateComparison {
  const error = Math.hypot(
    ...[a, b].map((logs) => Math.max(noise, deviation(logs)) / Math.sqrt(logs.length)),
  );
  const change = meanOf(b) - meanOf(a);
  const enough = Math.min(a.length, b.length) >= fewestLaunches;
  const beyond = Math.abs(change) > Math.max(factor * error, Math.log(smallest));
  return {
    work,
    ratio: Math.exp(change),
    errors: change / error,
    another: enough ? beyond : null,
    launches: [a.length, b.length],
  };
}

/** `wake-ups took 1.6 times as long for B as for A`, of what is another state; empty when nothing is. */
export function anotherState(states: readonly StateComparison[], forA: string, forB: string): string {
  return listed(
    states
      .filter(({ another }) => another === true)
      .map(({ work, ratio }) => {
        const [slow, fast] = ratio > 1 ? [forB, forA] : [forA, forB];
        return `${work} took ${times(Math.max(ratio, 1 / ratio))} times as long ${slow} as ${fast}`;
      }),
  );
}

/** `wake-ups 1.03, integer work 1.00 and copying 0.98 times` */
export function stateRatios(states: readonly StateComparison[]): string {
  return `${listed(states.map(({ work, ratio }) => `${work} ${times(ratio)}`))} times`;
}

function times(ratio: number): string {
  return ratio.toFixed(ratio < 1.3 ? 2 : 1);
}

/** The CPUs of all peers together: the geometric mean. */
function ofAll({ peers }: Yardstick, figure: 'integerNs' | 'copyNs'): number {
  const values = Object.values(peers).map((peer) => peer[figure]);
  return values.reduce((product, value) => product * value, 1) ** (1 / values.length);
}

/** Logarithms by their conditions. */
function groups(
  readings: readonly Reading[],
  { of, conditions }: Kind,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const reading of readings) {
    const log = Math.log(of(reading.yardstick) ?? Number.NaN);
    if (!Number.isFinite(log)) continue;
    const key = conditions(reading);
    const group = found.get(key) ?? [];
    group.push(log);
    found.set(key, group);
  }
  return found;
}

function deviation(values: readonly number[]): number {
  return Math.sqrt(sumOfSquares(values, meanOf(values)) / Math.max(1, values.length - 1));
}
