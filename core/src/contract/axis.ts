import type { Kind } from './kinds.js';
import type { AxisValues, NodeFlags, Size, Target, Use } from './cell.js';

/** How values of an axis look. How they are written, called, stored, matched and told apart follows from it. */
export interface Forms {
  /** A contribution: `grpc`, `{use: grpc, channels: 4}`. */
  readonly use: Use;
  /** Contributions that compose, outermost first; `none` for none. */
  readonly uses: readonly Use[];
  readonly size: Size;
  /** From 1 to `mostClients`. */
  readonly count: number;
  /** Nanoseconds. */
  readonly duration: number;
  /** One of the axis's `words`. */
  readonly word: string;
  readonly flags: NodeFlags;
  readonly target: Target;
}

export type Form = keyof Forms;

export type AxisField = keyof AxisValues;

/** A value in a column of a sheet. */
export interface AxisColumn<V> {
  readonly name: string;
  readonly type: 'VARCHAR' | 'BIGINT';
  /** Where SQL has always had another name than CSV. */
  readonly sqlName?: string;
  of(value: V): string | number;
}

/**
 * One row of the table of axes. The key in configs, the flag of `run`, the JSON Schema, excludes, ids of cells, the plan, columns,
 * headings, and which rows may stand on one curve are derived from it, so that an axis that is added is found everywhere.
 */
export interface Axis<V = unknown> {
  /** Its key in configs, in camel case; the flag is the same in kebab case. */
  readonly name: string;
  /** Its member of cells, and of the stored axes. */
  readonly field: AxisField;
  /** In headings and sentences, in lower case. */
  readonly title: string;
  /** For the schema. */
  readonly description: string;
  /** For the flag, with what its value is called. */
  readonly help: readonly [summary: string, value: string];
  readonly form: Form;
  /** Which contributions it names, for `use` and `uses`. */
  readonly kind?: Kind;
  /** The values that there are, for `word`. */
  readonly words?: readonly (string & V)[];
  readonly default: V;
  /** Every id has it; others have what is not at its default. */
  readonly alwaysInId?: true;
  /** The part of an id: [A-Za-z0-9_=.-]. Default: the label. */
  idPart?(value: V): string;
  /** Default: one column of the label. */
  readonly columns?: readonly AxisColumn<V>[];
  /** Said of all rows of a run. Default: title and label. */
  phrase?(value: V, label: string): string;
  /** Whether the default goes without saying. */
  readonly quiet?: true;
  /** Came after the first stored runs of this schema, which lack it. */
  readonly later?: true;
  /** The first stored runs of this schema have a name in place of the use. */
  readonly formerlyName?: true;
  /** Its place in the nesting of the plan, outermost first: the order of stored rows depends on it. */
  readonly nest: number;
  /** Its place among the headings of groups of rows. */
  readonly group: number;
}
