import type { Interference } from '../../contract/interference.js';
import type { Vitals } from '../../contract/measured.js';
import { sumOf } from './sum-of.js';

/** The vitals of all windows as if they had been one: times add up, shares weigh by time. Null without a window. */
export function pooledVitals(windows: readonly Vitals[]): Vitals | null {
  const [first] = windows;
  if (first === undefined) return null;
  const wallNs = sumOf(windows, (each) => each.wallNs);
  /** Null where a window doesn't tell. */
  const mean = (of: (each: Vitals) => number | null): number | null => {
    if (windows.some((each) => of(each) === null)) return null;
    return wallNs === 0 ? 0 : sumOf(windows, (each) => (of(each) ?? 0) * each.wallNs) / wallNs;
  };
  const interferences = windows.flatMap(({ interference }) => interference ?? []);
  const [kept] = interferences;
  return {
    wallNs,
    userNs: sumOf(windows, ({ userNs }) => userNs),
    systemNs: sumOf(windows, ({ systemNs }) => systemNs),
    loopUtilisation: mean(({ loopUtilisation }) => loopUtilisation),
    mainThreadCpu: mean(({ mainThreadCpu }) => mainThreadCpu),
    busiestThread: mean(({ busiestThread }) => busiestThread),
    allottedCpus: mean(({ allottedCpus }) => allottedCpus),
    gcPauseNs: totalOf(windows, ({ gcPauseNs }) => gcPauseNs),
    gcCount: totalOf(windows, ({ gcCount }) => gcCount),
    peakRssBytes: highestOf(windows, ({ peakRssBytes }) => peakRssBytes),
    processes: Math.max(...windows.map(({ processes }) => processes)),
    ...(kept === undefined || interferences.length < windows.length
      ? {}
      : { interference: pooledInterference(kept, interferences) }),
  };
}

/** Null where one of them doesn't tell. */
function totalOf<T>(all: readonly T[], of: (each: T) => number | null): number | null {
  return all.some((each) => of(each) === null) ? null : sumOf(all, (each) => of(each) ?? 0);
}

function highestOf<T>(all: readonly T[], of: (each: T) => number | null): number | null {
  return all.some((each) => of(each) === null) ? null : Math.max(...all.map((each) => of(each) ?? 0));
}

/** Of peers that were placed alike. */
function pooledInterference(first: Interference, all: readonly Interference[]): Interference {
  const total = (of: (each: Interference) => number | null): number | null => totalOf(all, of);
  return {
    cpus: first.cpus,
    mainWaitNs: total(({ mainWaitNs }) => mainWaitNs),
    foreignCpuNs: total(({ foreignCpuNs }) => foreignCpuNs),
    stealNs: total(({ stealNs }) => stealNs),
    throttledNs: total(({ throttledNs }) => throttledNs),
    stillNs: sumOf(all, ({ stillNs }) => stillNs),
    longestStillNs: Math.max(...all.map(({ longestStillNs }) => longestStillNs)),
  };
}
