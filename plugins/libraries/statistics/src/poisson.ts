import jstat from 'jstat';
import type { Interval } from './estimate.js';

/**
 * Of a count of things that come independently of each other, such as samples: an interval for what is expected, exact for the Poisson
 * distribution (F. Garwood, Fiducial limits for the Poisson distribution, 1936). Of none it is 0 to 3.7 at a level of 95 %.
 */
export function poissonInterval(count: number, level: number): Interval {
  const tail = (1 - level) / 2;
  const low = count <= 0 ? 0 : jstat.chisquare.inv(tail, 2 * count) / 2;
  return { low, high: jstat.chisquare.inv(1 - tail, 2 * count + 2) / 2, level };
}
