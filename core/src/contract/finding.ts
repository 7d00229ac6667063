/** What an analysis has found. */
export interface Finding {
  /** Unique within the run and stable: letters, digits, dots and dashes, such as `knee.tcp.64B`. */
  readonly id: string;
  /** One sentence in plain words, with its numbers. */
  readonly statement: string;
  /** The numbers again, for machines, the headline first, each with its unit in the key: `p99Ns`. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Confidence interval of the headline number, in its unit, if it has one. */
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number };
  /** Ids of the cells that it rests on. */
  readonly cells: readonly string[];
}
