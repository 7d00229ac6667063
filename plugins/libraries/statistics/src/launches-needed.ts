import type { Effect } from './effect.js';
import { claimedUpTo, negligible } from './lower.js';
import { normalQuantile, studentFactor } from './student.js';

/** Beyond so many launches nothing is promised. */
export const mostPromised = 50;
/** How probable it is that so many would tell, if the ratio is what was found. */
const power = 0.8;

/**
 * About how many launches of each would tell whether two differ, or are equal, of which an effect can't tell it. The sample size of a
 * comparison of means, n = (t₁₋α/₂ + z_power)² · 2σ² / δ² (S.-C. Chow et al., Sample Size Calculations in Clinical Research, 3.2), on the log scale:
 * σ from the interval's width, δ the ratio found, or what is left of the margin. At least one more than there are;
 * `mostPromised + 1` where even `mostPromised` would not do. `claims` are made together (Bonferroni).
 */
export function launchesToTell({ ratio, interval, launches }: Effect, claims = 1): number {
  const now = Math.min(...launches);
  const degrees = Math.max(1, launches[0] + launches[1] - 2);
  if (interval === null) return mostPromised + 1;
  const error = Math.log(interval.high / interval.low) / 2 / studentFactor(interval.level, degrees);
  const [distance, margin] = [Math.abs(Math.log(ratio)), Math.log(1 + negligible)];
  for (let count = now + 1; count <= mostPromised; count += 1) {
    const left = error * Math.sqrt(now / count);
    const reach = (level: number): number =>
      (studentFactor(level, Math.round((degrees * count) / now)) + normalQuantile(power)) * left;
    const differ = distance > margin && reach(1 - claimedUpTo / Math.max(1, claims)) <= distance;
    if (differ || distance + reach(1 - claimedUpTo) <= margin) return count;
  }
  return mostPromised + 1;
}
