import type { Row } from '@wiretax/core';
import { html, type Markup } from '@wiretax/page';

/** Links to rows by the ids of their cells. */
export interface Anchors {
  /** Value of the `id` attribute of a row; undefined if there is none of this cell. */
  of(cell: string): string | undefined;
  /** A link to the row, or its name where the page has no such row. */
  link(cell: string): Markup;
}

/** Plain ids stay as they are (`row-tcp.64B.c10`); what isn't plain gets a number. */
export function anchorsOf(rows: readonly Row[]): Anchors {
  const anchors = new Map<string, string>();
  rows.forEach(({ cell: { id } }, index) => {
    anchors.set(id, /^[\w.+-]{1,120}$/.test(id) ? `row-${id}` : `row-no-${String(index + 1)}`);
  });
  const of = (cell: string): string | undefined => anchors.get(cell);
  return {
    of,
    link: (cell) => {
      const anchor = of(cell);
      return anchor === undefined ? html`<span>${cell}</span>` : html`<a href="#${anchor}">${cell}</a>`;
    },
  };
}
