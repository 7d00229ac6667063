import { normalQuantile, normalShare } from '@wiretax/statistics';

/** Of the standard normal distribution: nothing further out is ever claimed. */
const furthest = 8;
const gridPoints = 300;
/** Of what may be spent in all, of which a share t of the time has spent t to this power. */
const spendingPower = 2;

interface Grid {
  /** Scores that lead on, evenly spaced. */
  readonly scores: readonly number[];
  /** How probable it is to be about there without having claimed anything before. */
  readonly weights: readonly number[];
}

/**
 * How small a one-sided p-value must be at each look for claims at any of them to be wrong with a probability of at most `alpha`: a
 * group-sequential boundary with the error spent over time as alpha · t² (K. K. G. Lan and D. L. DeMets, Discrete sequential boundaries for
 * clinical trials, Biometrika 70, 1983; the power family of K. Kim and DeMets, Biometrika 74, 1987; time in place of information: Lan and
 * DeMets, Statistics in Medicine 8, 1989). Crossing probabilities by the recursion of Armitage, McPherson and Rowe (1969). The looks need not
 * be fixed beforehand, as long as their times don't depend on what was seen.
 */
export class SequentialBoundary {
  readonly #alpha: number;
  #spent = 0;
  #information = 0;
  #grid: Grid | undefined;

  constructor(alpha: number) {
    this.#alpha = alpha;
  }

  /**
   * The next look, at a share of the time from 0 to 1; after 1 there is none. `information` grows as the variance of the estimate
   * shrinks, in any unit: the number of blocks. 0 where nothing can be claimed yet.
   */
  next(information: number, share: number): number {
    const mayBeSpent = this.#alpha * Math.min(1, share) ** spendingPower;
    const step = information - this.#information;
    const allowed = mayBeSpent - this.#spent;
    if (step <= 0 || allowed <= 0) return 0;
    const bound = this.#boundFor(allowed, information, step);
    this.#grid = this.#gridBelow(bound, information, step);
    this.#information = information;
    // What is too little to be of use is kept for later.
    if (bound >= furthest) return 0;
    this.#spent = mayBeSpent;
    return normalShare(-bound);
  }

  /** Where what is claimed beyond it has this probability. */
  #boundFor(allowed: number, information: number, step: number): number {
    const grid = this.#grid;
    if (grid === undefined) return Math.min(furthest, normalQuantile(1 - allowed));
    const beyond = (bound: number): number => {
      const at = bound * Math.sqrt(information);
      return grid.scores.reduce(
        (sum, score, index) => sum + (grid.weights[index] ?? 0) * normalShare((score - at) / Math.sqrt(step)),
        0,
      );
    };
    let [low, high] = [-furthest, furthest];
    if (beyond(high) >= allowed) return high;
    for (let round = 0; round < 50; round += 1) {
      const middle = (low + high) / 2;
      if (beyond(middle) > allowed) low = middle;
      else high = middle;
    }
    return high;
  }

  #gridBelow(bound: number, information: number, step: number): Grid {
    const [low, high] = [-furthest * Math.sqrt(information), bound * Math.sqrt(information)];
    const width = (high - low) / (gridPoints - 1);
    const scores = Array.from({ length: gridPoints }, (_, index) => low + index * width);
    const grid = this.#grid ?? { scores: [0], weights: [1] };
    const deviation = Math.sqrt(step);
    const densityAt = (score: number): number =>
      grid.scores.reduce((sum, from, index) => {
        const distance = (score - from) / deviation;
        return sum + (grid.weights[index] ?? 0) * Math.exp((-distance * distance) / 2);
      }, 0) /
      (deviation * Math.sqrt(2 * Math.PI));
    const isEnd = (index: number): boolean => index === 0 || index === gridPoints - 1;
    const weights = scores.map((score, index) => densityAt(score) * width * (isEnd(index) ? 0.5 : 1));
    return { scores, weights };
  }
}
