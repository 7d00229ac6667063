import { type Distribution, formatDuration, type Row } from '@wiretax/core';
import { mergeDistributions } from '@wiretax/statistics';
import type { Chart, Datum, SeriesRow, Spec, View } from './chart.js';
import { framed, panelWidth, seriesCurve } from './frame.js';
import { panels } from './panels.js';
import { cellsOf, clientsOf, coloured, extremes, leftOutNote, levelsOf, sizeOf } from './points.js';
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
  return {
    id: 'percentiles',
    title,
    caption: `Over all launches of a cell together; each further nine takes the same room, and each curve ends where its sample does.${leftOutNote(view)}`,
    summary: `Response time by percentile, over all launches of a cell together; each curve ends where its sample does.${extremes('At', rows, percentilesText)}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'size', values: sizes.map(sizeName) },
        rows: { field: 'load', values: levels.map(clientsName) },
        width: panelWidth(sizes.length),
        height: 150,
        x: logAxis('oneInN', 'percentile (%)', xDomain, ticks, percentLabel),
        y: logAxis('valueNs', 'response time', yDomain, logTicks(yDomain, 5), labels.ns),
        told: toldPercentile,
        layer: (x, y) => [...seriesCurve(view, { x, y }), toldOnly({ x, y })],
      }),
    ),
    data,
  };
}

function percentilesText({ response: { p50, p99, p999 } }: Row): string | null {
  const known = Object.entries({ P50: p50, P99: p99, 'P99.9': p999 }).flatMap(([name, ns]) =>
    ns === null ? [] : [`${name} ${formatDuration(ns)}`],
  );
  return known.length === 0 ? null : known.join(', ');
}

/** P90, P99, and so on, and where a curve ends. */
function toldPercentile({ series, size, load, oneInN, valueNs, end }: Datum): string | null {
  const nines = Math.log10(Number(oneInN));
  if (end !== 1 && (nines === 0 || !Number.isInteger(nines))) return null;
  const percent = Number((100 - 100 / Number(oneInN)).toPrecision(6));
  const text = `P${String(percent)} ${formatDuration(Number(valueNs))}`;
  return `${[series, size, load].map(String).join(', ')}: ${text}`;
}

/** What can be pointed at on a curve, but isn't seen. */
function toldOnly(encoding: Spec): Spec {
  return {
    transform: [{ filter: 'isValid(datum.told) && !datum.end' }],
    mark: { type: 'point', opacity: 0, size: 60, filled: true },
    encoding,
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

/** Pairs of 1/(1-q) and the value at q, as far as the sample supports it, n ≥ 10/(1-q), and the histogram reaches. */
function quantiles({ valuesNs, counts, overflow = 0 }: Distribution): readonly (readonly [number, number])[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const pairs: [number, number][] = [];
  let bucket = 0;
  let seen = counts[0] ?? 0;
  for (let step = 0; ; step += 1) {
    const oneInN = 10 ** (step / pointsPerDecade);
    if (oneInN > total / 10) return pairs;
    const rank = Math.max(1, Math.ceil(total * (1 - 1 / oneInN) - 1e-6));
    if (rank > total - overflow) return pairs;
    while (seen < rank && bucket < counts.length - 1) {
      bucket += 1;
      seen += counts[bucket] ?? 0;
    }
    pairs.push([Number(oneInN.toPrecision(6)), valuesNs[bucket] ?? 0]);
  }
}
