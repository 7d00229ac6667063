import { axisValue, isStruck, type Results, type Row } from '@wiretax/core';
import type { Anchors } from './anchors.js';
import { duration, figure } from './figures.js';
import { html, type Markup } from './markup.js';

/** The answer: which stack was fastest for the least and for the most, with links to the rows it says it of. */
export function headlines({ rows }: Results, anchors: Anchors): Markup {
  if (rows.length === 0) return html`No cells: the plan was empty, so there is nothing to tell.`;
  const usable = rows.filter((row) => !isStruck(row) && row.response.p50 !== null && row.throughput !== null);
  if (usable.length === 0) return html`No row may be compared, so there is no answer; the reasons are below.`;
  const best = (load: readonly Row[]): Row | undefined => load.toSorted(byMedian)[0];
  const lightest = best(samePoint(usable, 'least'));
  const heaviest = best(samePoint(usable, 'most'));
  const busiest = usable.toSorted((a, b) => (b.throughput ?? 0) - (a.throughput ?? 0))[0];
  const alone = usable.length === 1;
  return html`${lightest === undefined ? '' : said(lightest, rivals(usable, lightest), anchors)}
  ${heaviest === undefined || heaviest === lightest ? '' : said(heaviest, rivals(usable, heaviest), anchors)}
  ${busiest === undefined || alone ? '' : html`The most calls were made by ${anchors.link(busiest.cell.id)}: <strong>${figure(busiest.throughput)} per second</strong>.`}`;
}

function said(row: Row, others: readonly Row[], anchors: Anchors): Markup {
  const { p50, p99 } = row.response;
  const tail = p99 === null ? '' : html`, P99 ${duration(p99)}`;
  const last = others.at(-1);
  const factor = (last?.response.p50 ?? 0) / (p50 ?? 1);
  const compared =
    last === undefined || factor < 1.01
      ? ''
      : html`; ${last.cell.transport.label} took ${factor.toFixed(1)} times as long`;
  const name = row.cell.transport.label;
  const lead = others.length === 0 ? html`${name} answered` : html`${name} was fastest`;
  return html`At ${axisValue(row.cell, 'size')} and ${clients(row.cell.concurrency)}, ${lead} in
    <strong>${duration(p50)}</strong>${tail} (${anchors.link(row.cell.id)})${compared}.`;
}

function clients(count: number): string {
  return count === 1 ? 'one client' : `${String(count)} clients`;
}

function byMedian(a: Row, b: Row): number {
  return (a.response.p50 ?? 0) - (b.response.p50 ?? 0);
}

/** Rows at the same place that may be compared, the slowest last. */
function rivals(rows: readonly Row[], row: Row): readonly Row[] {
  return rows.filter((other) => other !== row && placeOf(other) === placeOf(row)).toSorted(byMedian);
}

/** All that is not the transport. */
function placeOf({ cell }: Row): string {
  const axes = [
    'size',
    'concurrency',
    'flow',
    'codec',
    'link',
    'placement',
    'serviceTimeNs',
    'node',
  ] as const;
  return JSON.stringify(axes.map((axis) => axisValue(cell, axis)));
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
