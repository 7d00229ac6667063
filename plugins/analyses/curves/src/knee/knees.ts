import type { Launch } from '@wiretax/core';
import { bootstrap, type Interval, type Point } from '@wiretax/statistics';
import type { Definition } from './definitions.js';
import type { Place } from './place.js';

/** A knee by one definition. */
export interface Knee extends Place {
  readonly definition: Definition;
  /** Of `clients`, by bootstrap over launches; null under three, and where the knee is beyond the range. */
  readonly interval: Interval | null;
  /** Measured levels that hold it with its interval; null where it may lie at or beyond that end of the range. */
  readonly above: number | null;
  readonly below: number | null;
  readonly lowest: number;
  readonly highest: number;
  /** The points that it rests on. */
  readonly points: readonly Point[];
}

/** Undefined where fewer than two levels have the figure. */
export function kneeOf(points: readonly Point[], definition: Definition): Knee | undefined {
  const { statistic, place } = definition;
  const known = points.filter(({ row }) => isPositive(statistic(row.launches)));
  const levels = known.map(({ x }) => x);
  const [lowest, highest] = [levels[0], levels.at(-1)];
  if (lowest === undefined || highest === undefined || levels.length < 2) return undefined;
  const placeIn = (groups: readonly (readonly Launch[])[]): Place | undefined => {
    const values = groups.map(statistic);
    return values.every(isPositive) ? place(levels, values) : undefined;
  };
  const launches = known.map(({ row }) => row.launches);
  const whole = placeIn(launches);
  if (whole === undefined) return undefined;
  const { interval } = bootstrap(launches, (groups) => placeIn(groups)?.clients ?? null);
  const within = (count: number): number => atLevel(levels, Math.max(lowest, Math.min(highest, count)));
  const cut =
    interval === null ? null : { ...interval, low: within(interval.low), high: within(interval.high) };
  return {
    definition,
    ...whole,
    interval: whole.end === null ? cut : null,
    ...bracketOf(levels, whole, cut),
    lowest,
    highest,
    points: known,
  };
}

/** The level itself where rounding made it look like a place beside it. */
function atLevel(levels: readonly number[], clients: number): number {
  return levels.find((level) => Math.abs(clients / level - 1) < 1e-9) ?? clients;
}

function isPositive(value: number | null): value is number {
  return value !== null && value > 0;
}

function bracketOf(
  levels: readonly number[],
  { clients, end }: Place,
  interval: Interval | null,
): Pick<Knee, 'above' | 'below'> {
  const [lowest, highest] = [levels[0] ?? 0, levels.at(-1) ?? 0];
  const [low, high] = interval === null ? [clients, clients] : [interval.low, interval.high];
  const openBelow = interval === null ? end === 'lowest' : low <= lowest;
  const openAbove = interval === null ? end === 'highest' : high >= highest;
  const below = openAbove ? null : (levels.find((level) => level >= high) ?? null);
  const above = levels.findLast((level) => level <= low && level < (below ?? Infinity));
  return { above: openBelow ? null : (above ?? null), below };
}
