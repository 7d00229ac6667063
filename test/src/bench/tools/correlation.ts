/** How two figures of the same trials go together. Both must be positive: logarithms are compared. */
export interface Correlation {
  /** Of the ranks (Spearman) and of the logarithms (Pearson). */
  readonly spearman: number;
  readonly pearson: number;
  /** The exponent: what y is multiplied by when x doubles is 2 to the power of it. Least squares on logarithms. */
  readonly slope: number;
}

export function correlate(x: readonly number[], y: readonly number[]): Correlation {
  const [logX, logY] = [x.map(Math.log), y.map(Math.log)];
  const { pearson, slope } = linear(logX, logY);
  return { pearson, slope, spearman: linear(ranks(x), ranks(y)).pearson };
}

function linear(x: readonly number[], y: readonly number[]): { pearson: number; slope: number } {
  const [centreX, centreY] = [mean(x), mean(y)];
  let [products, squaresX, squaresY] = [0, 0, 0];
  for (const [index, value] of x.entries()) {
    const [dx, dy] = [value - centreX, (y[index] ?? centreY) - centreY];
    products += dx * dy;
    squaresX += dx * dx;
    squaresY += dy * dy;
  }
  return { pearson: products / Math.sqrt(squaresX * squaresY), slope: products / squaresX };
}

/** Equal values share the mean of their ranks. */
function ranks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
