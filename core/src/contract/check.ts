/**
 * Something that was demanded of a run, and whether it keeps to it: a threshold of its config, or a question that a gate was asked.
 * Plain data: reporters show it, builds fail by it.
 */
export interface Check {
  /** Unique within the run and stable: letters, digits, dots and dashes. */
  readonly id: string;
  /** Who demands it: `threshold`, `gate`, or another word. */
  readonly by: string;
  /** What is demanded, in one line: `p99 of tcp.* < 5 ms`. */
  readonly title: string;
  /** `open` where the run can't tell. */
  readonly outcome: CheckOutcome;
  /** One sentence with the figures that decided, or with why it can't be told. */
  readonly statement: string;
  /** What it says of each cell that it is about; none where it is about all together. */
  readonly cells: readonly CheckedCell[];
}

export type CheckOutcome = 'held' | 'crossed' | 'open';

export interface CheckedCell {
  /** Id of the cell. */
  readonly cell: string;
  readonly outcome: CheckOutcome;
  readonly statement: string;
}
