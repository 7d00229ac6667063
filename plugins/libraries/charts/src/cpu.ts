import { formatDuration } from '@wiretax/core';
import { cpuNsPerCall, hopsOf, peerColumns } from '@wiretax/core/record';
import type { Chart, SeriesRow, View } from './chart.js';
import { framed, panelWidth } from './frame.js';
import { panels } from './panels.js';
import { colours, cpuColours } from './palette.js';
import { cellsOf, clientsOf, coloured, extremes, leftOutNote, levelsOf, sizeOf } from './points.js';
import { chosen, clientsName, labels, sizeName } from './scales.js';
import { toldSegment } from './told.js';
import { barChannels, laidOut, lengthsOf, longestBar, type Segment } from './stacked-bars.js';

const mostColumns = 4;
const mostRows = 5;

/** User and kernel time of the peers that a call passes, from the measured window: a column for each size, a row for each concurrency. */
export function cpu(view: View): Chart | undefined {
  const all = coloured(view).filter(({ row }) => hopsOf(row).length > 0);
  const sizes = chosen(levelsOf(all, sizeOf), mostColumns);
  const levels = chosen(levelsOf(all, clientsOf), mostRows);
  const rows = all.filter((each) => sizes.includes(sizeOf(each)) && levels.includes(clientsOf(each)));
  if (rows.length === 0) return undefined;
  const peers = peerColumns(rows.map(({ row }) => row)).map(({ name }) => name);
  const names = listed(peers.length < 2 ? ['client', 'server'] : peers);
  const title = `CPU time of a call, ${names}`;
  const data = laidOut(rows.flatMap((each) => segmentsOf(each, peers)));
  const series = view.series.filter((label) => rows.some((each) => each.series === label));
  const lengths = lengthsOf(data);
  const { color, ...axes } = barChannels({
    parts: peers.flatMap(partsOf),
    colours: cpuColours(peers),
    series,
    endNs: longestBar(data),
    label: labels.ns,
    legendColumns: 4,
  });
  return {
    id: 'cpu',
    title,
    caption: `User and kernel time, from the measured window; one bar for each series, all on one scale.${leftOutNote(view)}`,
    summary: `CPU time of a call by ${peers.length > 2 ? 'peer' : 'end'} and mode, from the measured window.${extremes(`${capitalised(names)} together at`, rows, (row) => formatDuration(cpuNsPerCall(row) ?? 0))}${leftOutNote(view)}`,
    cells: cellsOf(rows),
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'size', values: sizes.map(sizeName) },
        rows: { field: 'load', values: levels.map(clientsName) },
        width: panelWidth(sizes.length, 400),
        height: 15 * series.length,
        ...axes,
        told: (datum) =>
          toldSegment(`${String(datum['size'])}, ${String(datum['load'])}`, datum, lengths(datum)),
        layer: (x, y) => [
          {
            mark: { type: 'bar', stroke: colours.background, strokeWidth: 0.5 },
            encoding: { x, x2: { field: 'endNs' }, y, color },
          },
        ],
      }),
    ),
    data,
  };
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function partsOf(peer: string): readonly string[] {
  return [`${peer} user`, `${peer} kernel`];
}

function segmentsOf(each: SeriesRow, peers: readonly string[]): readonly Segment[] {
  const more = { size: sizeName(sizeOf(each)), load: clientsName(clientsOf(each)) };
  return peers.flatMap((name) => {
    const { userNsPerCall = 0, systemNsPerCall = 0 } = each.row.peers[name] ?? {};
    const times = [userNsPerCall, systemNsPerCall];
    return partsOf(name).map((part, index) => ({ of: each, part, ns: times[index] ?? 0, more }));
  });
}
