import { formatDuration } from '@wiretax/core';
import { breakdown, isSplit } from '@wiretax/costs';
import type { Chart, SeriesRow, View } from './chart.js';
import { framed } from './frame.js';
import { colours, seriesColours } from './palette.js';
import { panels } from './panels.js';
import { cellsOf, clientsOf, coloured, leftOutNote, places, sizeOf } from './points.js';
import { chosen, clientsName, labels, sizeName } from './scales.js';
import { toldSegment } from './told.js';
import { barChannels, laidOut, lengthsOf, longestBar, type Segment } from './stacked-bars.js';

const title = 'Where the CPU time of a call goes';
const mostBars = 24;
const mostParts = 7;
const rest = 'everything else';
/** Of what was measured: samples don't cover it. */
const unseen = 'unseen';
const width = 620;

/** By part, as `breakdown` has it. */
type Parts = ReadonlyMap<string, number>;

/** What the flame graph collectors attribute, both ends together: a row for each place of the matrix, a bar for each series. */
export function attribution(view: View): Chart | undefined {
  const split = new Map(coloured(view).map((each) => [each, partsOf(each)]));
  const all = [...split].filter(([, parts]) => parts.size > 0).map(([each]) => each);
  if (all.length === 0) return undefined;
  const measured = places(all);
  const perPlace = Math.max(...measured.map(({ length }) => length));
  const rows = chosen(measured, Math.max(2, Math.floor(mostBars / perPlace))).flat();
  const parts = largestParts(rows.map((each) => split.get(each) ?? new Map()));
  const segments = rows.flatMap((each) => segmentsOf(each, split.get(each) ?? new Map(), parts));
  const data = laidOut(segments);
  const lengths = lengthsOf(data);
  const endNs = longestBar(data);
  const series = view.series.filter((label) => rows.some((each) => each.series === label));
  const { color, ...axes } = barChannels({
    parts: [...parts, rest, ...(segments.some(({ part }) => part === unseen) ? [unseen] : [])],
    colours: [...seriesColours.slice(0, parts.length + 1), colours.unseen],
    series,
    endNs,
    label: labels.ns,
    legendColumns: 4,
  });
  return {
    id: 'attribution',
    title,
    caption: `Client and server together, by what the sampled code does; unseen is CPU time that no sample covers.${leftOutNote(view)}`,
    summary: `${title}, client and server together, by what the sampled code does. ${said(rows, split)}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'place', values: [...new Set(rows.map(placeOf))] },
        across: 1,
        width,
        height: 20 * series.length,
        ...axes,
        told: (datum) => toldSegment(String(datum['place']), datum, lengths(datum)),
        layer: (x, y) => [
          {
            mark: { type: 'bar', stroke: colours.background, strokeWidth: 0.5 },
            encoding: { x, x2: { field: 'endNs' }, y, color },
          },
          {
            // A label stands where its segment has room for it.
            transform: [
              { filter: `datum.ns * ${String(width)} / ${String(endNs)} > 8 + 5.6 * length(datum.part)` },
            ],
            mark: { type: 'text', fontSize: 10, color: colours.background },
            encoding: { x: { ...x, field: 'middleNs' }, y, text: { field: 'part' } },
          },
        ],
      }),
    ),
    data,
  };
}

/** ns a call, both ends together; none unless the CPU time of both was split. */
function partsOf({ row }: SeriesRow): Parts {
  const found = breakdown(row);
  return found === undefined || !isSplit(found)
    ? new Map()
    : new Map(found.portions.map(({ part, ns }) => [part, ns]));
}

function largestParts(bars: readonly Parts[]): readonly string[] {
  const totals = new Map<string, number>();
  for (const bar of bars) for (const [part, ns] of bar) totals.set(part, (totals.get(part) ?? 0) + ns);
  return [...totals]
    .filter(([part]) => part !== 'other' && part !== unseen)
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostParts)
    .map(([part]) => part);
}

function segmentsOf(each: SeriesRow, bar: Parts, parts: readonly string[]): readonly Segment[] {
  const total = [...bar.values()].reduce((sum, ns) => sum + ns, 0);
  const unseenNs = bar.get(unseen) ?? 0;
  const named = parts.map((part) => ({ part, ns: bar.get(part) ?? 0 }));
  const restNs = Math.max(0, total - unseenNs - named.reduce((sum, { ns }) => sum + ns, 0));
  const end = unseenNs > 0 ? [{ part: unseen, ns: unseenNs }] : [];
  return [...named, { part: rest, ns: restNs }, ...end].map((segment) => ({
    of: each,
    ...segment,
    more: { place: placeOf(each) },
  }));
}

function placeOf(each: SeriesRow): string {
  return `${sizeName(sizeOf(each))}, ${clientsName(clientsOf(each))}`;
}

/** The three largest parts of the first place's bars. */
function said(rows: readonly SeriesRow[], split: ReadonlyMap<SeriesRow, Parts>): string {
  const [first] = rows;
  if (first === undefined) return '';
  return rows
    .filter((each) => placeOf(each) === placeOf(first))
    .map((each) => {
      const largest = [...(split.get(each) ?? [])].sort(([, a], [, b]) => b - a).slice(0, 3);
      const texts = largest.map(([part, ns]) => `${part} ${formatDuration(ns)}`);
      return `${each.series} at ${placeOf(each)}: ${texts.join(', ')}.`;
    })
    .join(' ');
}
