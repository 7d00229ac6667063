import type { Row } from '@wiretax/core';
import {
  bootstrap,
  compareLaunches,
  conclude,
  cpuPerCall,
  type Effect,
  type Interval,
  lowerOf,
  mean,
  negligible,
  quantile,
  type Statistic,
} from '@wiretax/statistics';

/** Whether a figure of two rows differs by more than a margin, doesn't, or can't be told. */
export type Told = 'differs' | 'same' | 'open';

function less(whole: Statistic, part: Statistic): Statistic {
  return (launches) => {
    const [all, some] = [whole(launches), part(launches)];
    return all === null || some === null ? null : all - some;
  };
}

/** CPU time is split by another pass: less can't be split soundly. */
export const cpuMargin = 0.1;

/** What is compared, and within which margin it is the same. */
export const figures = {
  p50: { statistic: quantile(0.5), margin: negligible },
  response: { statistic: mean('response'), margin: negligible },
  cpu: { statistic: cpuPerCall, margin: cpuMargin },
} as const;

export type Figure = keyof typeof figures;

/** The parts of mean response time. */
export const responseParts = {
  cpu: cpuPerCall,
  flow: less(mean('response'), mean('service')),
  waiting: less(mean('service'), cpuPerCall),
} as const;

/** B over A, of launches; of `values`, and without an interval, where launches don't have the figure. */
export function effectOf(
  figure: Figure,
  a: Row,
  b: Row,
  [inA, inB]: readonly [number | null, number | null],
): Effect | null {
  const effect = compareLaunches(a.launches, b.launches, figures[figure].statistic);
  if (effect !== null || inA === null || inB === null || inA <= 0 || inB <= 0) return effect;
  const launches = [a.launches.length, b.launches.length] as const;
  return { ratio: inB / inA, interval: null, pValue: null, launches };
}

/** `pValue` may be corrected for further comparisons. */
export function tell(figure: Figure, effect: Effect | null, pValue = effect?.pValue ?? null): Told {
  if (effect === null) return 'open';
  const conclusion = conclude(effect, figures[figure].margin, true);
  if (conclusion === 'equivalent') return 'same';
  return conclusion === 'undecided' || lowerOf(effect, pValue) === null ? 'open' : 'differs';
}

/** Of B less A, in ns; null under three launches. */
export function launchDifference(a: Row, b: Row, statistic: Statistic, level: number): Interval | null {
  const { interval } = bootstrap(
    [a.launches, b.launches],
    ([inA = [], inB = []]) => {
      const [before, after] = [statistic(inA), statistic(inB)];
      return before === null || after === null ? null : after - before;
    },
    { level, resamples: 300 },
  );
  return interval;
}
