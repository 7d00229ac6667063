type Three = readonly [number, number, number];
type Nine = readonly [...Three, ...Three, ...Three];

/** The least squares of a straight combination of three regressors: sums of their products, and of each with what they explain. */
export class NormalEquations {
  aa = 0;
  ab = 0;
  ac = 0;
  bb = 0;
  bc = 0;
  cc = 0;
  a = 0;
  b = 0;
  c = 0;

  add(a: number, b: number, c: number, explained: number): void {
    this.aa += a * a;
    this.ab += a * b;
    this.ac += a * c;
    this.bb += b * b;
    this.bc += b * c;
    this.cc += c * c;
    this.a += a * explained;
    this.b += b * explained;
    this.c += c * explained;
  }

  /** The second regressor gets no part. */
  leaveOutB(): void {
    [this.ab, this.bb, this.bc, this.b] = [0, 1, 0, 0];
  }

  /** The third regressor gets no part. */
  leaveOutC(): void {
    [this.ac, this.bc, this.cc, this.c] = [0, 0, 1, 0];
  }

  /** The weights, with the diagonal times `grown`; NaN or infinite where there are none. By Cramer's rule. */
  solution(grown = 1): Three {
    const { ab, ac, bc, a: x, b: y, c: z } = this;
    const [aa, bb, cc] = [this.aa * grown, this.bb * grown, this.cc * grown];
    const whole = determinant(aa, ab, ac, ab, bb, bc, ac, bc, cc);
    return [
      determinant(x, ab, ac, y, bb, bc, z, bc, cc) / whole,
      determinant(aa, x, ac, ab, y, bc, ac, z, cc) / whole,
      determinant(aa, ab, x, ab, bb, y, ac, bc, z) / whole,
    ];
  }
}

function determinant(...[a, b, c, d, e, f, g, h, i]: Nine): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
