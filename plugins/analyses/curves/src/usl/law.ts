export interface Measured {
  /** Calls in flight. */
  readonly x: number;
  /** Calls per second. */
  readonly rate: number;
}

/** X(N) = λN / (1 + σ(N − 1) + κN(N − 1)): N. J. Gunther, Guerrilla Capacity Planning, 2007, chapter 4. */
export interface Law {
  /** Calls per second of one. */
  readonly lambda: number;
  /** Contention: the share that is done one after the other. */
  readonly sigma: number;
  /** Coherency: what each pays for every other. */
  readonly kappa: number;
}
