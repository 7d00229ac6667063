import { type Distribution, formatDuration } from '@wiretax/core';
import { mergeDistributions } from '@wiretax/statistics';
import type { Chart, Datum, SeriesRow, View } from './chart.js';
import { framed, panelWidth, seriesCurve } from './frame.js';
import { cellsOf, clientsOf, coloured, leftOutNote, levelsOf, placeText, sizeOf } from './points.js';
import { chosen, clientsName, greatest, labels, logAxis, logDomain, logTicks, sizeName } from './scales.js';

const title = 'Percentiles of response time';
const mostSide = 3;
const pointsPerDecade = 8;

/** Merged over launches, on the axis of HdrHistogram: each further nine takes the same room. Columns are sizes, rows concurrency. */
export function percentileCurves(view: View): Chart | undefined {
  const all = coloured(view);
  const sizes = chosen(levelsOf(all, sizeOf), mostSide);
  const levels = chosen(levelsOf(all, clientsOf), mostSide);
  const rows = all.filter((each) => sizes.includes(sizeOf(each)) && levels.includes(clientsOf(each)));
  const data = rows.flatMap(curveOf);
  const values = data.map((point) => Number(point['valueNs']));
  const yDomain = logDomain(values);
  if (yDomain === undefined) return undefined;
  const xDomain = [1, Math.max(10, greatest(data.map((point) => Number(point['oneInN']))))] as const;
  const ticks = [
    2,
    ...Array.from({ length: Math.floor(Math.log10(xDomain[1])) }, (_, power) => 10 ** (power + 1)),
  ];
  const width = panelWidth(sizes.length);
  const x = logAxis('oneInN', 'percentile (%)', xDomain, ticks, percentLabel);
  const y = logAxis('valueNs', 'response time', yDomain, logTicks(yDomain, 5), labels.ns);
  const longest = rows.filter((each) => sizeOf(each) === sizes.at(-1) && clientsOf(each) === levels.at(-1));
  return {
    id: 'percentiles',
    title,
    summary: `Response time by percentile, over all launches of a cell together; each curve ends where its sample does. ${placeText(longest, ({ response }) => (response.p50 === null ? null : `P50 ${formatDuration(response.p50)}${response.p99 === null ? '' : `, P99 ${formatDuration(response.p99)}`}${response.p999 === null ? '' : `, P99.9 ${formatDuration(response.p999)}`}`)) ?? ''}.${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(title, {
      data: { values: data },
      facet: {
        column: { field: 'size', sort: sizes.map(sizeName), title: null },
        row: { field: 'load', sort: levels.map(clientsName), title: null },
      },
      spec: { width, height: 150, layer: seriesCurve(view, { x, y }) },
    }),
    data,
  };
}

const percentLabel = "format(100 - 100 / datum.value, '.9~r')";

function curveOf(each: SeriesRow): readonly Datum[] {
  const { row, series } = each;
  return quantiles(mergeDistributions(row.launches.map(({ response }) => response))).map(
    ([oneInN, valueNs], index, { length }) => ({
      kind: 'curve',
      cell: row.cell.id,
      series,
      size: sizeName(sizeOf(each)),
      load: clientsName(clientsOf(each)),
      oneInN,
      valueNs,
      end: index === length - 1 ? 1 : 0,
    }),
  );
}

/** Pairs of 1/(1-q) and the value at q, as far as the sample supports it: n ≥ 10/(1-q). */
function quantiles({ valuesNs, counts }: Distribution): readonly (readonly [number, number])[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const pairs: [number, number][] = [];
  let bucket = 0;
  let seen = counts[0] ?? 0;
  for (let step = 0; ; step += 1) {
    const oneInN = 10 ** (step / pointsPerDecade);
    if (oneInN > total / 10) return pairs;
    const rank = Math.max(1, Math.ceil(total * (1 - 1 / oneInN) - 1e-6));
    while (seen < rank && bucket < counts.length - 1) {
      bucket += 1;
      seen += counts[bucket] ?? 0;
    }
    pairs.push([Number(oneInN.toPrecision(6)), valuesNs[bucket] ?? 0]);
  }
}
