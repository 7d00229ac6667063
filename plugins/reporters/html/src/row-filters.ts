import { allAxes, flagOfAxis, type Row } from '@wiretax/core';
import { axisValue, varyingAxes, wasRun } from '@wiretax/core/record';
import { capitalised } from './figures.js';
import { html, type Markup } from '@wiretax/page';

/** The form that chooses rows; there only where scripts run. */
export function filters(rows: readonly Row[]): Markup {
  return html`<form class="filters" id="filters" role="search" aria-label="Filter the rows" hidden>
    <label>Text <input type="search" id="filter-text" autocomplete="off" spellcheck="false" /></label>
    ${filtersOf(rows).map(({ name, title, of }) => choice(name, title, rows, of))}
    <button type="reset">Show all</button>
    <output id="filter-count" aria-live="polite"
      >${String(rows.length)} of ${String(rows.length)} rows</output
    >
  </form>`;
}

export interface Filter {
  /** Its name in the address. */
  readonly name: string;
  readonly title: string;
  readonly of: (row: Row) => readonly string[];
}

/** Every axis on which rows differ, and the verdict. */
export function filtersOf(rows: readonly Row[]): readonly Filter[] {
  const varying = varyingAxes(rows.map(({ cell }) => cell));
  return [
    ...allAxes()
      .filter(({ field }) => varying.includes(field))
      .map((axis) => ({
        name: flagOfAxis(axis),
        title: capitalised(axis.title),
        of: ({ cell }: Row) => [axisValue(cell, axis.field)],
      })),
    { name: 'verdict', title: 'Verdict', of: verdictsOf },
  ];
}

function choice(
  name: string,
  title: string,
  rows: readonly Row[],
  of: (row: Row) => readonly string[],
): Markup {
  const values = [...new Set(rows.flatMap(of))];
  return html`<label
    >${title}
    <select data-filter="${name}">
      <option value="">all</option>
      ${values.map((value) => html`<option>${value}</option>`)}
    </select></label
  >`;
}

export function verdictsOf(row: Row): readonly string[] {
  return wasRun(row) ? row.verdicts : ['not run'];
}
