import type { Part } from './parts.js';

/** What a figure is to the eye: the best and the worst of its line, what must be used with care, the rest. */
export type Tone = 'best' | 'worst' | 'care' | 'struck' | 'plain';

/** What must be known to read a figure. */
export type Reading = 'factor' | 'equal' | 'unknown' | 'order' | 'missing' | 'unmeasured';

export interface Figure {
  readonly text: string;
  readonly tone: Tone;
  readonly reading?: Reading | undefined;
  /** Of `unknown`: about how many launches would tell. */
  readonly launchesNeeded?: number | undefined;
}

export interface Column {
  readonly label: string;
  readonly figures: readonly Figure[];
}

/** One figure of rows, such as P50: a column for each contender, a figure for each line. */
export interface Block {
  readonly title: string;
  readonly columns: readonly Column[];
}

/** A few load points, a line each. */
export interface PointTable {
  /** The axes on which the points differ: `size · clients`. */
  readonly heading: string;
  readonly labels: readonly string[];
  /** What matters most first: those that don't fit are left out from the end. */
  readonly blocks: readonly Block[];
  /** What the marks mean. */
  readonly marks: readonly Part[];
  /** Launches of the rows that have most. */
  readonly launches: number;
}
