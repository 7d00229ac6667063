import type { Interference } from '../../contract/interference.js';
import type { Vitals } from '../../contract/measured.js';
import { sumOf } from './sum-of.js';

/** The vitals of all windows as if they had been one: times add up, shares weigh by time. Null without a window. */
export function pooledVitals(windows: readonly Vitals[]): Vitals | null {
  const [first] = windows;
  if (first === undefined) return null;
  const wallNs = sumOf(windows, (each) => each.wallNs);
  const mean = (of: (each: Vitals) => number): number =>
    wallNs === 0 ? 0 : sumOf(windows, (each) => of(each) * each.wallNs) / wallNs;
  const interferences = windows.flatMap(({ interference }) => interference ?? []);
  const [kept] = interferences;
  return {
    wallNs,
    userNs: sumOf(windows, ({ userNs }) => userNs),
    systemNs: sumOf(windows, ({ systemNs }) => systemNs),
    loopUtilisation: mean(({ loopUtilisation }) => loopUtilisation),
    mainThreadCpu: windows.some(({ mainThreadCpu }) => mainThreadCpu === null)
      ? null
      : mean(({ mainThreadCpu }) => mainThreadCpu ?? 0),
    gcPauseNs: sumOf(windows, ({ gcPauseNs }) => gcPauseNs),
    gcCount: sumOf(windows, ({ gcCount }) => gcCount),
    peakRssBytes: Math.max(...windows.map(({ peakRssBytes }) => peakRssBytes)),
    ...(kept === undefined || interferences.length < windows.length
      ? {}
      : { interference: pooledInterference(kept, interferences) }),
  };
}

/** Of peers that were placed alike. */
function pooledInterference(first: Interference, all: readonly Interference[]): Interference {
  const total = (of: (each: Interference) => number | null): number | null =>
    all.some((each) => of(each) === null) ? null : sumOf(all, (each) => of(each) ?? 0);
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
