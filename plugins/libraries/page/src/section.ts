import type { Markup } from './markup.js';

/** A part of the page that only some runs have. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly markup: Markup;
  /** A script of its own that may run, in a frame or in the page. */
  readonly scripts?: readonly string[];
}
