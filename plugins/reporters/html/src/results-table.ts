import {
  axisTable,
  isBeyondRange,
  longestToldNs,
  type RangedFigure,
  type Results,
  type Row,
} from '@wiretax/core';
import { axisValue, cpuNsPerCall, groupRows, isStruck, varyingAxes } from '@wiretax/core/record';
import { estimate, type Interval, quantile } from '@wiretax/statistics';
import { duration, figure, latencyDuration, none, whole } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { ceiling } from './ceiling.js';
import { capitalised, durations, timesText } from './figures.js';
import { html, type Markup, nothing, trusted } from '@wiretax/page';
import { filters, filtersOf, type Filter, verdictsOf } from './row-filters.js';
import { rowDetails } from './row-details.js';
import { verdictBadges, verdicts } from './verdicts.js';

interface Column {
  readonly title: string;
  /** What the column is sorted by; null goes last. */
  readonly key: (row: Row) => number | string | null;
  readonly text: (row: Row) => Markup | string;
  readonly numeric: boolean;
  /** The name of the cell says it, too: left out where there is little room. */
  readonly aside: boolean;
}

/** All rows in one table: each has a body of its own, with its details in a second line. */
export function resultsTable(results: Results, anchors: Anchors): Markup {
  const { rows } = results;
  const columns = columnsFor(rows);
  const ordered = groupRows(rows).flatMap((group) => group.rows);
  return html`<section id="results" aria-labelledby="results-title">
    <h2 id="results-title">Rows</h2>
    ${
      rows.length === 0
        ? html`<p>No cells: the plan was empty.</p>`
        : html`${filters(rows)}
            <div class="scroll" tabindex="0" role="region" aria-labelledby="results-caption">
              <table class="results" id="results-table">
                <caption id="results-caption">
                  Every cell: response time and throughput over all its launches. Column headings sort; a
                  cell's name opens its details.
                </caption>
                <thead>
                  <tr>
                    ${columns.map(({ title, numeric, aside }) => html`<th scope="col" ${classOf(numeric, aside)} data-column="${columnName(title)}">${title}</th>`)}
                  </tr>
                </thead>
                ${ordered.map((row, index) => body(row, index, columns, filtersOf(rows), anchors))}
              </table>
            </div>
            ${verdicts(results)}`
    }
    ${ceiling(results)}
  </section>`;
}

function body(
  row: Row,
  index: number,
  columns: readonly Column[],
  filters: readonly Filter[],
  anchors: Anchors,
): Markup {
  const { cell } = row;
  const anchor = anchors.of(cell.id) ?? '';
  const [, ...others] = columns;
  return html`<tbody
    id="${anchor}"
    tabindex="-1"
    ${trusted(isStruck(row) ? ' class="struck"' : '')}
    data-order="${String(index)}"
    ${filters.map(({ name, of }) => html`data-${name}="${of(row).join('|')}" `)}
  >
    <tr class="row">
      <th scope="row" data-key="${cell.id}">
        <button type="button" class="open" aria-expanded="false" aria-controls="details-${anchor}">
          ${cell.id}
        </button>
      </th>
      ${others.map(
        ({ key, text, numeric, aside }) =>
          html`<td data-key="${String(key(row) ?? '')}" ${classOf(numeric, aside)}>${text(row)}</td>`,
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
    ...[
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
      ...further.map((axis) =>
        words(capitalised(axisTable[axis].title), ({ cell }) => axisValue(cell, axis)),
      ),
    ].map((column) => ({ ...column, aside: true })),
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

/** In the address. */
function columnName(title: string): string {
  return title.toLowerCase().replace(/[^a-z\d.]+/g, '-');
}

function classOf(numeric: boolean, aside: boolean): Markup {
  const names = [...(numeric ? ['n'] : []), ...(aside ? ['aside'] : [])];
  return names.length === 0 ? nothing : html`class="${names.join(' ')}"`;
}

function words(title: string, key: (row: Row) => string, text: Column['text'] = key): Column {
  return { title, key, text, numeric: false, aside: false };
}

function number(title: string, key: (row: Row) => number | null, text: Column['text']): Column {
  return {
    title,
    key: (row) => (Number.isFinite(key(row)) ? key(row) : null),
    text: (row) => (key(row) === null ? none : text(row)),
    numeric: true,
    aside: false,
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
