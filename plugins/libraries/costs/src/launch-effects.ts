import type { Row } from '@wiretax/core';
import { cpuNsPerCall } from '@wiretax/core/record';
import {
  bootstrap,
  compareLaunches,
  conclude,
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

/** CPU time of a call in all peers that it passes, ns. */
const cpu: Statistic = (launches) => {
  let [sum, calls] = [0, 0];
  for (const launch of launches) {
    const cpuNs = cpuNsPerCall(launch);
    if (cpuNs === null) return null;
    sum += cpuNs * launch.calls;
    calls += launch.calls;
  }
  return calls === 0 ? null : sum / calls;
};

function less(whole: Statistic, part: Statistic): Statistic {
  return (launches) => {
    const [all, some] = [whole(launches), part(launches)];
    return all === null || some === null ? null : all - some;
  };
}

/** What is compared, and within which margin it is the same. CPU time is split by another pass: less can't be split soundly. */
export const figures = {
  p50: { statistic: quantile(0.5), margin: negligible },
  response: { statistic: mean('response'), margin: negligible },
  cpu: { statistic: cpu, margin: 0.1 },
} as const;

export type Figure = keyof typeof figures;

/** The parts of mean response time. */
export const responseParts = {
  cpu,
  flow: less(mean('response'), mean('service')),
  waiting: less(mean('service'), cpu),
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
