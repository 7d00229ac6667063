import type { Law, Measured } from './law.js';

/**
 * Gunther's linearised regression: N / X = (1 + σ(N − 1) + κN(N − 1)) / λ is a parabola in N. Each point counts by its relative
 * error. A start for the real fit only; undefined where the parabola has no such parameters.
 */
export function linearised(points: readonly Measured[]): Law | undefined {
  const rows = points.map(({ x, rate }) => [rate / x, ((x - 1) * rate) / x, (x - 1) * rate] as const);
  const sum = (of: (row: readonly [number, number, number]) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const squares = ([0, 1, 2] as const).map((i) =>
    ([0, 1, 2] as const).map((j) => sum((row) => row[i] * row[j])),
  );
  const sides = ([0, 1, 2] as const).map((i) => sum((row) => row[i]));
  const whole = determinant(squares);
  const [a = 0, b = 0, c = 0] = [0, 1, 2].map(
    (column) => determinant(squares.map((row, i) => row.with(column, sides[i] ?? 0))) / whole,
  );
  if (![a, b, c].every(Number.isFinite) || a <= 0) return undefined;
  return { lambda: 1 / a, sigma: Math.max(0, b / a), kappa: Math.max(0, c / a) };
}

function determinant(matrix: readonly (readonly number[])[]): number {
  const [[a = 0, b = 0, c = 0] = [], [d = 0, e = 0, f = 0] = [], [g = 0, h = 0, i = 0] = []] = matrix;
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
