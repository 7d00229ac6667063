import type { Law, Measured } from './law.js';
import { solved } from './least-squares.js';

/**
 * Gunther's linearised regression: N / X = (1 + σ(N − 1) + κN(N − 1)) / λ is a parabola in N. Each point counts by its relative
 * error. A start for the real fit only; undefined where the parabola has no such parameters.
 */
export function linearised(points: readonly Measured[]): Law | undefined {
  let [uu, uv, uw, vv, vw, ww, u, v, w] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const { x, rate } of points) {
    const [one, two, three] = [rate / x, ((x - 1) * rate) / x, (x - 1) * rate];
    uu += one * one;
    uv += one * two;
    uw += one * three;
    vv += two * two;
    vw += two * three;
    ww += three * three;
    u += one;
    v += two;
    w += three;
  }
  const [a, b, c] = solved([uu, uv, uw, uv, vv, vw, uw, vw, ww], [u, v, w]);
  if (![a, b, c].every(Number.isFinite) || a <= 0) return undefined;
  return { lambda: 1 / a, sigma: Math.max(0, b / a), kappa: Math.max(0, c / a) };
}
