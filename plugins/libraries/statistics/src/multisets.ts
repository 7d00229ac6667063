/** A way to draw `n` of `n` things with replacement: their indexes, ascending, and how probable it is. */
export interface Multiset {
  readonly indexes: readonly number[];
  readonly probability: number;
}

/** Every outcome of drawing `n` of `n` with replacement: (2n-1 choose n) of them, 126 for 5 and 1716 for 7. */
export function multisets(n: number): readonly Multiset[] {
  const found: Multiset[] = [];
  const chosen: number[] = [];
  const draw = (from: number): void => {
    if (chosen.length === n) {
      found.push({ indexes: [...chosen], probability: multinomial(chosen, n) });
      return;
    }
    for (let index = from; index < n; index += 1) {
      chosen.push(index);
      draw(index);
      chosen.pop();
    }
  };
  draw(0);
  return found;
}

/** n! / (k₁! k₂! …) / nⁿ, where kᵢ counts how often the i-th was drawn. */
function multinomial(indexes: readonly number[], n: number): number {
  let probability = 1;
  let run = 0;
  indexes.forEach((index, position) => {
    run = position > 0 && indexes[position - 1] === index ? run + 1 : 1;
    probability *= (position + 1) / run / n;
  });
  return probability;
}
