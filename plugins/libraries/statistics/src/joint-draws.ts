import { seededRandom } from './random.js';
import type { Draw, Resamples } from './resamples.js';
import type { Launch } from '@wiretax/core';

export type Groups = readonly (readonly Launch[])[];

export interface JointDraw {
  readonly groups: Groups;
  readonly weight: number;
}

/** One resample of each group at a time: all there are of a single group, else as many as asked for. */
export function* jointDraws(groups: readonly Resamples[], count: number, seed: number): Generator<JointDraw> {
  const [only, ...others] = groups;
  if (only !== undefined && others.length === 0) {
    for (const { launches, probability } of only.draws) yield { groups: [launches], weight: probability };
    return;
  }
  const random = seededRandom(seed);
  const choosers = groups.map(({ draws }) => chooser(draws, random));
  for (let draw = 0; draw < count; draw += 1) {
    yield { groups: choosers.map((choose) => choose()), weight: 1 };
  }
}

/** Draws one resample, each as often as it is probable. */
function chooser(draws: readonly Draw[], random: () => number): () => readonly Launch[] {
  const ends = new Float64Array(draws.length);
  let sum = 0;
  draws.forEach(({ probability }, index) => {
    sum += probability;
    ends[index] = sum;
  });
  return () => {
    const point = random() * sum;
    let [low, high] = [0, draws.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= point) low = middle + 1;
      else high = middle;
    }
    return draws[low]?.launches ?? [];
  };
}
