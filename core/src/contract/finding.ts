/** What an analysis has found. All of it is plain data: it is stored as JSON. */
export interface Finding {
  /** Unique within the run and stable: letters, digits, dots and dashes, such as `knee.tcp.64B`; the analysis's name first. */
  readonly id: string;
  /** One sentence in plain words, with its numbers. */
  readonly statement: string;
  /** The numbers again, for machines, the headline first, each with its unit in the key: `p99Ns`. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Confidence interval of the headline number, in its unit, if it has one. */
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number };
  /** Ids of the cells that it rests on. */
  readonly cells: readonly string[];
  /**
   * What must be kept in mind with it, which its statement doesn't say: reporters put a mark beside the statement, and explain each once
   * (`caveatMeanings`). None twice.
   */
  readonly caveats?: readonly Caveat[];
  /** Where it lies on curves; charts that draw such a curve draw the mark. */
  readonly marks?: readonly Mark[];
  /** What it has fitted to measured points; charts that draw those draw the curve with them. */
  readonly curves?: readonly FittedCurve[];
  /** What a sentence can't hold; pages show it. */
  readonly tables?: readonly FindingTable[];
  /**
   * One of many that another finding of the same analysis sums up. Where room is short it isn't shown; a page folds it away, or
   * leaves it to the tables where its analysis has any.
   */
  readonly detail?: true;
  /**
   * It casts doubt on what the others rest on, such as an accounting that doesn't add up: shown before all others, whatever
   * the weight of its analysis.
   */
  readonly first?: true;
  /**
   * The question that it answers for whoever has ten seconds. Screens and pages show answers before all else, by question in the order of
   * `Question`, and within one by weight; the rest is read later.
   */
  readonly answers?: Question;
  /** Where an answer is about one figure of a row: its path there, such as `response.p50`; readers may switch between them. */
  readonly figure?: string;
  /**
   * What it would take to say more: a pass of profilers over the same cells. Reporters, which know what starts the program, add the command.
   */
  readonly lacks?: 'evidence';
  /** Name of the analysis that found it. Stamped by core; findings stored by 0.1.0 have none, and are told by their ids. */
  readonly analysis?: string;
}

/**
 * Why a finding says less than it seems to. `order-only`: some of its cells have too few launches for an interval, or launches of unlike
 * machines. `client-bound` and `unsteady`: the verdicts of some of its rows.
 */
export const caveatKinds = ['order-only', 'client-bound', 'unsteady'] as const;

export type CaveatKind = (typeof caveatKinds)[number];

export interface Caveat {
  readonly kind: CaveatKind;
  /** Ids of the cells for which it holds; some of those of the finding. */
  readonly cells: readonly string[];
}

/** Who leads and where that changes; what is between the second and the third; what limited the rows; why one costs more. */
export const questions = ['leads', 'runners-up', 'limit', 'why'] as const;

export type Question = (typeof questions)[number];

/** What marks and fitted curves refer to: measured points of some cells, as a chart shows them. */
export interface OnCurve {
  /** Name of the axis along which the curve runs: `concurrency`, `size`. */
  readonly axis: string;
  /** Which figure of a row the curve shows, by its path there: `throughput`, `tailRatio`, `response.p99`. */
  readonly figure: string;
  /** Ids of the cells whose figures make the curve, or the curves where it is between several. */
  readonly cells: readonly string[];
}

/** A place on a curve. */
export interface Mark extends OnCurve {
  /** In the axis's unit: clients, bytes, ns. Within what was measured; its height is that of the curve. */
  readonly at: number;
  /** Ends of the interval of `at`, both or neither. */
  readonly low?: number;
  readonly high?: number;
}

/** A curve that was fitted to points; drawn as straight lines between its own. */
export interface FittedCurve extends OnCurve {
  /** Ascending, at least two: x in the axis's unit, y in the figure's (ns, calls per second, a ratio). */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Plain text and links to rows; reporters escape it. */
export interface FindingTable {
  /** One line. */
  readonly title: string;
  /** What must be known to read it; whole sentences. */
  readonly note?: string;
  readonly columns: readonly { readonly title: string; readonly align?: 'right' }[];
  /** As many entries in each as there are columns. Figures come as text with their units; null is none; `cells` become links to rows. */
  readonly rows: readonly (readonly (string | { readonly cells: readonly string[] } | null)[])[];
}
