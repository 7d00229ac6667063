import type { Results } from '@wiretax/core';
import type { Pause } from '@wiretax/statistics';

/** A Vega-Lite value: what a spec is built of. */
export type Spec = Readonly<Record<string, unknown>>;

export type Datum = Readonly<Record<string, string | number | null>>;

export interface Chart {
  /** Letters, digits and dashes; unique within a run and the same for every run. */
  readonly id: string;
  readonly title: string;
  /** How to read it, in at most two lines below the picture (200 letters). Not escaped. */
  readonly caption: string;
  /** Text alternative: plain words with the numbers that matter. Not escaped. */
  readonly summary: string;
  /** Ids of the cells that it shows. */
  readonly cells: readonly string[];
  /** Vega-Lite 6 with its data inside and no reference to anything else. */
  readonly spec: Spec;
  /** What is drawn, one record a mark, with units in the names. */
  readonly data: readonly Datum[];
}

/** What charts show beyond a run's results. */
export interface ChartExtras {
  readonly timelines?: readonly Timeline[];
}

/** One launch of a cell over time; ns since the start of its measured window. */
export interface Timeline {
  readonly cell: string;
  readonly sliceNs: number;
  /** The worst response time of the calls that ended in each slice; 0 where none did. */
  readonly worstNs: readonly number[];
  readonly pauses: readonly Pause[];
}

/** Makes one chart, or undefined where the results don't support it. */
export type ChartMaker = (view: View) => Chart | undefined;

/** Results as charts see them: strings are clean, rows that may not be compared are gone. */
export interface View {
  readonly rows: readonly SeriesRow[];
  /** Labels of all series, in the order of the plan: what colours are given by. */
  readonly series: readonly string[];
  /** How each of `series` is drawn. */
  readonly looks: readonly Look[];
  readonly findings: Results['findings'];
  readonly timelines: readonly Timeline[];
}

/** Numbers of a colour, and of a shape and dash. */
export interface Look {
  readonly colour: number;
  readonly form: number;
}

export interface SeriesRow {
  readonly row: Results['rows'][number];
  /** As findings call it: the transport, and every part that is not at its default. */
  readonly series: string;
}
