import { fewestLaunches, type Logs, normal, seededRandom, studentFactor } from '@wiretax/statistics';
import { SequentialBoundary } from './boundary.js';
import { type Answered, gateError, type GateTerms, informationOf } from './gate.js';

/** Looks of a gate: how many launches each side, or blocks, had, and the share of the time that had passed. */
export interface PlannedLook {
  readonly sizes: readonly number[];
  readonly share: number;
}

export interface Power {
  /** The slowdown that would have been seen in 80 % of such gates; a share such as 0.05. Null where it is beyond 100 %. */
  readonly seenIn80: number | null;
  readonly seenIn95: number | null;
}

const gates = 500;
const steps = 12;

interface Simulated {
  /** Of the logarithm, at each look. */
  readonly means: readonly number[];
  readonly halfWidths: readonly number[];
}

/**
 * What a gate with these looks would see, where blocks (or launches) differ as much as these do and are normally distributed: simulated
 * with the very rule that the gate goes by. Null where the spread is not known.
 */
export function simulatedPower(
  logs: Logs,
  looks: readonly PlannedLook[],
  { margin, questions }: Pick<GateTerms, 'margin' | 'questions'>,
): Power | null {
  if (logs.some(({ length }) => length < fewestLaunches)) return null;
  const spreads = logs.map(spreadOf);
  const factors = factorsOf(looks, questions);
  const random = seededRandom(1);
  const simulated = Array.from({ length: gates }, () => simulate(spreads, looks, factors, random));
  const limit = Math.log(1 + margin);
  const seen = (log: number): number => simulated.filter((gate) => sees(gate, log, limit)).length / gates;
  const smallest = (power: number): number | null => {
    let [low, high] = [0, Math.log(2)];
    if (seen(high) < power) return null;
    for (let step = 0; step < steps; step += 1) {
      const middle = (low + high) / 2;
      if (seen(middle) < power) low = middle;
      else high = middle;
    }
    return Math.exp(high) - 1;
  };
  return { seenIn80: smallest(0.8), seenIn95: smallest(0.95) };
}

/** Of the answers the one whose launches differ most: what a gate would have seen in it, it would have seen in all. */
export function leastKnown(answers: readonly Answered[]): Answered | undefined {
  const known = answers.filter(({ logs }) => logs?.every(({ length }) => length >= fewestLaunches));
  const spread = ({ logs }: Answered): number =>
    (logs ?? []).reduce((sum, values) => sum + spreadOf(values) ** 2, 0);
  return known.toSorted((one, other) => spread(other) - spread(one))[0];
}

function factorsOf(looks: readonly PlannedLook[], questions: number): readonly number[] {
  const boundary = new SequentialBoundary(gateError / questions);
  return looks.map(({ sizes, share }) => {
    const [first = 0, second] = sizes;
    const empty = (length: number): readonly number[] => Array.from({ length }, () => 0);
    const p = boundary.next(
      informationOf(second === undefined ? [empty(first)] : [empty(first), empty(second)]),
      share,
    );
    const degrees = second === undefined ? first - 1 : first + second - 2;
    return p === 0 ? Infinity : studentFactor(1 - 2 * p, degrees);
  });
}

function simulate(
  spreads: readonly number[],
  looks: readonly PlannedLook[],
  factors: readonly number[],
  random: () => number,
): Simulated {
  const most = spreads.map((_, side) => Math.max(...looks.map(({ sizes }) => sizes[side] ?? 0)));
  const drawn = spreads.map((spread, side) =>
    Array.from({ length: most[side] ?? 0 }, () => spread * normal(random)),
  );
  const moments = looks.map(({ sizes }) =>
    sizes.map((size, side) => {
      const values = drawn[side]?.slice(0, size) ?? [];
      return { mean: meanOf(values), variance: spreadOf(values) ** 2 / size };
    }),
  );
  return {
    means: moments.map(([a, b]) => (b === undefined ? (a?.mean ?? 0) : b.mean - (a?.mean ?? 0))),
    halfWidths: moments.map(
      (sides, look) =>
        (factors[look] ?? Infinity) * Math.sqrt(sides.reduce((sum, { variance }) => sum + variance, 0)),
    ),
  };
}

function sees({ means, halfWidths }: Simulated, log: number, limit: number): boolean {
  for (const [look, mean] of means.entries()) {
    const [found, half] = [mean + log, halfWidths[look] ?? Infinity];
    if (found - half > 0 && found > limit) return true;
    if (found + half < limit) return false;
  }
  return false;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
