import type { Row } from '@wiretax/core';
import { syntheticRow, type SyntheticRowShape } from '@wiretax/statistics/synthetic';

const size = 250;

/** Rows of `launches` launches each, drawn from many that were made once: making them is what takes time. */
export function pooled({ launches, ...shape }: SyntheticRowShape): (run: number) => Row {
  const pool = syntheticRow({ ...shape, launches: size });
  return (run) => {
    // Steps of a linear congruential generator (Numerical Recipes), of which the high bits are good.
    let state = (Math.imul(run + 1, 0x9e3779b1) ^ Math.imul(shape.seed, 0x85ebca6b)) >>> 0;
    const drawn = Array.from({ length: launches }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return pool.launches[Math.floor((state / 2 ** 32) * size)];
    });
    return { ...pool, launches: drawn.filter((launch) => launch !== undefined) };
  };
}
