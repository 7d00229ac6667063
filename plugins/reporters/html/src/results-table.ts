import {
  axisTable,
  isBeyondRange,
  longestToldNs,
  type RangedFigure,
  type Results,
  type Row,
} from '@wiretax/core';
import { axisValue, cpuNsPerCall, groupRows, isStruck, varyingAxes, wasRun } from '@wiretax/core/record';
import { estimate, type Interval, quantile } from '@wiretax/statistics';
import { duration, figure, latencyDuration, none, whole } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { ceiling } from './ceiling.js';
import { durations, timesText } from './figures.js';
import { html, type Markup, trusted } from '@wiretax/page';
import { rowDetails } from './row-details.js';
import { verdictBadges, verdicts } from './verdicts.js';

interface Column {
  readonly title: string;
  /** What the column is sorted by; null goes last. */
  readonly key: (row: Row) => number | string | null;
  readonly text: (row: Row) => Markup | string;
  readonly numeric: boolean;
}

/** All rows in one table: each has a body of its own, with its details in a second line. */
export function resultsTable(results: Results, anchors: Anchors): Markup {
  const { rows } = results;
  const columns = columnsFor(rows);
  const ordered = groupRows(rows).flatMap((group) => group.rows);
  return html`<section id="results" aria-labelledby="results-title">
    <h2 id="results-title">Results</h2>
    ${
      rows.length === 0
        ? html`<p>No cells: the plan was empty.</p>`
        : html`${verdicts(results)} ${filters(rows)}
            <div class="scroll" tabindex="0" role="region" aria-labelledby="results-caption">
              <table class="results" id="results-table">
                <caption id="results-caption">
                  Every cell: response time and throughput over all its launches. Column headings sort; a
                  cell's name opens its details.
                </caption>
                <thead>
                  <tr>
                    ${columns.map(({ title, numeric }, index) => html`<th scope="col" ${trusted(numeric ? ' class="n"' : '')} data-column="${String(index)}">${title}</th>`)}
                  </tr>
                </thead>
                ${ordered.map((row, index) => body(row, index, columns, anchors))}
              </table>
            </div>`
    }
    ${ceiling(results)}
  </section>`;
}

function filters(rows: readonly Row[]): Markup {
  return html`<form class="filters" id="filters" role="search" aria-label="Filter the rows" hidden>
    <label>Text <input type="search" id="filter-text" autocomplete="off" spellcheck="false" /></label>
    ${choice('transport', 'Transport', rows, (row) => [axisValue(row.cell, 'transport')])}
    ${choice('size', 'Size', rows, (row) => [axisValue(row.cell, 'size')])}
    ${choice('concurrency', 'Clients', rows, (row) => [String(row.cell.concurrency)])}
    ${choice('verdict', 'Verdict', rows, verdictsOf)}
    <button type="reset">Show all</button>
    <output id="filter-count" aria-live="polite"
      >${String(rows.length)} of ${String(rows.length)} rows</output
    >
  </form>`;
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

function verdictsOf(row: Row): readonly string[] {
  return wasRun(row) ? row.verdicts : ['not run'];
}

function body(row: Row, index: number, columns: readonly Column[], anchors: Anchors): Markup {
  const { cell } = row;
  const anchor = anchors.of(cell.id) ?? '';
  const [, ...others] = columns;
  return html`<tbody
    id="${anchor}"
    tabindex="-1"
    ${trusted(isStruck(row) ? ' class="struck"' : '')}
    data-order="${String(index)}"
    data-transport="${axisValue(cell, 'transport')}"
    data-size="${axisValue(cell, 'size')}"
    data-concurrency="${String(cell.concurrency)}"
    data-verdict="${verdictsOf(row).join('|')}"
  >
    <tr class="row">
      <th scope="row" data-key="${cell.id}">
        <button type="button" class="open" aria-expanded="false" aria-controls="details-${anchor}">
          ${cell.id}
        </button>
      </th>
      ${others.map(
        ({ key, text, numeric }) =>
          html`<td data-key="${String(key(row) ?? '')}" ${trusted(numeric ? ' class="n"' : '')}>
            ${text(row)}
          </td>`,
      )}
    </tr>
    <tr class="details" id="details-${anchor}">
      <td colspan="${String(columns.length)}"><div class="inner">${rowDetails(row)}</div></td>
    </tr>
  </tbody>`;
}

function columnsFor(rows: readonly Row[]): readonly Column[] {
  const further = varyingAxes(rows.map(({ cell }) => cell)).filter(
    (axis) => axis !== 'transport' && axis !== 'size' && axis !== 'concurrency',
  );
  const some = (test: (row: Row) => boolean): boolean => rows.some(test);
  return [
    words('Cell', ({ cell }) => cell.id),
    words('Transport', ({ cell }) => axisValue(cell, 'transport')),
    number(
      'Size',
      ({ cell }) => cell.size.requestBytes,
      ({ cell }) => axisValue(cell, 'size'),
    ),
    number(
      'Clients',
      ({ cell }) => cell.concurrency,
      ({ cell }) => whole(cell.concurrency),
    ),
    ...further.map((axis) => words(capitalised(axisTable[axis].title), ({ cell }) => axisValue(cell, axis))),
    number(
      'Calls/s',
      ({ throughput }) => throughput,
      ({ throughput }) => figure(throughput),
    ),
    response('P50', 'p50'),
    response('P99', 'p99', withInterval),
    ...(some((row) => responseKey(row, 'p999') !== null) ? [response('P99.9', 'p999')] : []),
    response('Max', 'max'),
    number(
      'P99/P50',
      ({ tailRatio }) => tailRatio,
      ({ tailRatio }) => timesText(tailRatio),
    ),
    ...(some((row) => cpuNsPerCall(row) !== null)
      ? [number('CPU/call', cpuNsPerCall, (row) => duration(cpuNsPerCall(row)))]
      : []),
    words('Verdict', (row) => verdictsOf(row).join(' '), verdictBadges),
  ];
}

/** As a heading: `Service time`. */
function capitalised(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function words(title: string, key: (row: Row) => string, text: Column['text'] = key): Column {
  return { title, key, text, numeric: false };
}

function number(title: string, key: (row: Row) => number | null, text: Column['text']): Column {
  return {
    title,
    key: (row) => (Number.isFinite(key(row)) ? key(row) : null),
    text: (row) => (key(row) === null ? none : text(row)),
    numeric: true,
  };
}

function response(title: string, figure: RangedFigure, text?: Column['text']): Column {
  const plain: Column['text'] = (row) => latencyDuration(row.response, figure);
  return number(title, (row) => responseKey(row, figure), text ?? plain);
}

/** What lies beyond the range of histograms sorts after all else. */
function responseKey(row: Row, figure: RangedFigure): number | null {
  return isBeyondRange(row.response, figure) ? longestToldNs + 1 : row.response[figure];
}

function withInterval(row: Row): Markup {
  const interval: Interval | null = estimate(row.launches, quantile(0.99))?.interval ?? null;
  const shown = latencyDuration(row.response, 'p99');
  if (interval === null) return html`${shown}`;
  return html`${shown} <small>${durations(interval.low, interval.high)}</small>`;
}
