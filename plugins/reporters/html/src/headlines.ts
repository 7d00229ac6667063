import { formatLevel, formatRatio, type Results, type Row } from '@wiretax/core';
import { axisValue, placeOf, usableRows } from '@wiretax/core/record';
import { choicesAmong, type Chosen, corners } from '@wiretax/statistics';
import { duration, figure, latencyDuration, none } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { html, type Markup } from '@wiretax/page';

/** The answer: which stack has the lowest median for the least and for the most, with links to the rows it says it of. */
export function headlines({ rows }: Results, anchors: Anchors): Markup {
  if (rows.length === 0) return html`No cells: the plan was empty, so there is nothing to tell.`;
  const usable = usableRows(rows).filter(
    ({ response, throughput }) => response.p50 !== null && throughput !== null,
  );
  if (usable.length === 0) return html`No row may be compared, so there is no answer; the reasons are below.`;
  const best = (load: readonly Row[]): Row | undefined => load.toSorted(byMedian)[0];
  const lightest = best(samePoint(usable, 'least'));
  const heaviest = best(samePoint(usable, 'most'));
  const busiest = usable.toSorted((a, b) => (b.throughput ?? 0) - (a.throughput ?? 0))[0];
  const alone = usable.length === 1;
  const told = [...new Set([lightest, heaviest])].flatMap((row) => row ?? []);
  const chosen = chosenOf(
    rows,
    told.map((row) => [row, ...rivals(usable, row)]),
  );
  const place = (row: Row): Markup => {
    const best = chosen(row)?.best ?? row;
    return html`${said(best, rivals(usable, best), chosen(row), anchors)} `;
  };
  return html`${told.map(place)}
  ${busiest === undefined || alone ? '' : html`The most calls were made by ${anchors.link(busiest.cell.id)}: <strong>${figure(busiest.throughput)} per second</strong>.`}`;
}

/** How the best row of a place compares, judged together with the places of which findings tell what to choose, so that both say the same. */
function chosenOf(rows: readonly Row[], told: readonly (readonly Row[])[]): (row: Row) => Chosen | undefined {
  const places = corners(usableRows(rows));
  const others = told.filter((own) => !places.some((place) => own.every((row) => place.includes(row))));
  const { choices } = choicesAmong([...places, ...others]);
  return (row) => choices.find((choice) => choice.rows.includes(row))?.p50;
}

function said(row: Row, others: readonly Row[], chosen: Chosen | undefined, anchors: Anchors): Markup {
  const { p50 } = row.response;
  const p99 = latencyDuration(row.response, 'p99');
  const { label } = row.cell.transport;
  const verb = chosen?.standing === 'lowest' ? 'has' : 'had';
  const lead = others.length === 0 ? `the median of ${label} is` : `${label} ${verb} the lowest median,`;
  return html`At ${axisValue(row.cell, 'size')} and ${clients(row.cell.concurrency)}, ${lead}
    <strong>${duration(p50)}</strong>
    (${p99 === none ? '' : `P99 ${p99}, `}${anchors.link(row.cell.id)})${beside(chosen, others)}.`;
}

/** How far behind the next one is, if that can be told, and the last. */
function beside(chosen: Chosen | undefined, others: readonly Row[]): string {
  if (chosen === undefined) return '';
  const { effect, rival, standing, value } = chosen;
  const last = others.length > 1 ? others.at(-1) : undefined;
  const times = (of: Row): string => formatRatio((of.response.p50 ?? 0) / value);
  const behind =
    last === undefined || last === rival ? '' : `, that of ${last.cell.transport.label} ${times(last)} times`;
  const name = rival.cell.transport.label;
  const { interval } = effect;
  if (interval === null)
    return `; that of ${name} is ${times(rival)} times as long${behind}, without an interval`;
  if (standing === 'by-chance' || standing === 'unsure')
    return `, which can't be told from that of ${name}${behind === '' ? '' : `; ${behind.slice(2)} as long`}`;
  const { low, high, level } = interval;
  const nothing = standing === 'alike' ? ', no difference worth choosing by' : '';
  return `; that of ${name} is ${times(rival)} times as long (${formatLevel(level)} interval ${low.toFixed(2)} to ${high.toFixed(2)})${nothing}${behind}`;
}

function clients(count: number): string {
  return count === 1 ? 'one client' : `${String(count)} clients`;
}

function byMedian(a: Row, b: Row): number {
  return (a.response.p50 ?? 0) - (b.response.p50 ?? 0);
}

/** Rows at the same place that may be compared, the slowest last. */
function rivals(rows: readonly Row[], row: Row): readonly Row[] {
  const place = placeOf(row.cell, ['transport']);
  return rows
    .filter((other) => other !== row && placeOf(other.cell, ['transport']) === place)
    .toSorted(byMedian);
}

/** The rows with the smallest or largest message and, among those, the least or most clients. */
function samePoint(rows: readonly Row[], which: 'least' | 'most'): readonly Row[] {
  const extreme = (values: readonly number[]): number =>
    values.reduce((a, b) => (which === 'least' ? Math.min(a, b) : Math.max(a, b)));
  const bytes = extreme(rows.map(({ cell }) => cell.size.requestBytes));
  const large = rows.filter(({ cell }) => cell.size.requestBytes === bytes);
  const count = extreme(large.map(({ cell }) => cell.concurrency));
  return large.filter(({ cell }) => cell.concurrency === count);
}
