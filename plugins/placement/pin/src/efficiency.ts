/** How fast a CPU says it is; NaN where the system doesn't tell. */
export interface Speed {
  readonly id: number;
  /** /sys/…/cpu_capacity: 1024 for the fastest. */
  readonly capacity: number;
  /** /sys/…/cpufreq/cpuinfo_max_freq in kHz. */
  readonly frequency: number;
}

/** Favoured cores of one class boost by up to a tenth more than the others. */
const SAME_CLASS = 0.9;

/**
 * The CPUs of slower classes of core: those that perf's units `cpu_atom` and `cpu_lowpower` name, or else
 * those whose capacity, or else whose highest frequency, is clearly below the machine's best.
 */
export function efficiencyCores(speeds: readonly Speed[], named: readonly number[]): ReadonlySet<number> {
  if (named.length > 0) return new Set(named);
  const byCapacity = slower(speeds, (speed) => speed.capacity);
  return byCapacity.size > 0 ? byCapacity : slower(speeds, (speed) => speed.frequency);
}

function slower(speeds: readonly Speed[], value: (speed: Speed) => number): ReadonlySet<number> {
  let best = 0;
  for (const speed of speeds) best = Math.max(best, value(speed) || 0);
  return new Set(speeds.filter((speed) => value(speed) < SAME_CLASS * best).map(({ id }) => id));
}
