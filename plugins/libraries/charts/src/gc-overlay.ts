import { formatDuration } from '@wiretax/core';
import type { Chart, Datum, Timeline, View } from './chart.js';
import { framed } from './frame.js';
import { colours, seriesColours } from './palette.js';
import { panels } from './panels.js';
import { greatest, labels, logAxis, logDomain, logTicks } from './scales.js';

const title = 'Worst response time and pauses over time';
const mostPanels = 6;
/** The longest of a timeline's. */
const mostPauses = 60;
const mostSlices = 260;
const kinds = ['major', 'incremental', 'minor'];

/** One panel for each timeline: the worst call of each slice, and lines where a peer stood still. */
export function gcOverlay({ timelines }: View): Chart | undefined {
  const shown = timelines
    .filter(({ worstNs, sliceNs }) => sliceNs > 0 && worstNs.some((ns) => ns > 0))
    .toSorted((a, b) => greatest(b.worstNs) - greatest(a.worstNs))
    .slice(0, mostPanels);
  const data = shown.flatMap((timeline) => [...slicesOf(timeline), ...pausesOf(timeline)]);
  const yDomain = logDomain(data.map((datum) => Number(datum['worstNs'] ?? 0)));
  if (yDomain === undefined) return undefined;
  const end = greatest(shown.map(({ worstNs, sliceNs }) => usedSlices(worstNs) * sliceNs));
  const axes = {
    x: {
      field: 'atNs',
      type: 'quantitative',
      title: 'time since the window began',
      scale: { domain: [0, end], nice: false },
      axis: { labelExpr: labels.ns, tickCount: 8 },
    },
    y: logAxis('worstNs', 'worst response', yDomain, logTicks(yDomain, 4), labels.ns),
  };
  const drawn = kinds.filter((kind) => data.some((datum) => datum['pause'] === kind));
  const all = [...drawn, ...new Set(data.flatMap((datum) => otherKind(datum)))];
  return {
    id: 'gc-overlay',
    title,
    caption:
      'The slowest call of each moment of a launch; lines are where a peer stood still, by the kind of its pause.',
    summary: `${title}. ${shown.map(said).join(' ')}`,
    cells: [...new Set(shown.map(({ cell }) => cell))],
    spec: framed(
      title,
      panels({
        data,
        columns: { field: 'cell', values: shown.map(({ cell }) => cell) },
        across: 1,
        width: 780,
        height: 110,
        ...axes,
        told: toldMoment,
        layer: (x, y) => [
          {
            transform: [{ filter: "datum.kind === 'slice' && isValid(datum.worstNs)" }],
            mark: { type: 'rect', color: seriesColours[0], clip: true },
            encoding: { x, x2: { field: 'endNs' }, y, y2: { datum: yDomain[0] } },
          },
          {
            transform: [{ filter: "datum.kind === 'pause'" }],
            mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.8, color: colours.pause, clip: true },
            encoding: {
              x,
              strokeDash: {
                field: 'pause',
                type: 'nominal',
                title: 'pause',
                scale: { domain: all, range: all.map((_, index) => dashes[index % dashes.length]) },
                legend: { symbolType: 'stroke', symbolSize: 300, symbolStrokeColor: colours.pause },
              },
            },
          },
        ],
      }),
    ),
    data,
  };
}

const dashes = [
  [1, 0],
  [6, 3],
  [2, 3],
  [8, 3, 2, 3],
];

function otherKind({ pause }: Datum): readonly string[] {
  return typeof pause === 'string' && !kinds.includes(pause) ? [pause] : [];
}

/** As many as have room: the worst of each few. */
function slicesOf({ cell, sliceNs, worstNs }: Timeline): readonly Datum[] {
  const used = usedSlices(worstNs);
  const fold = Math.ceil(used / mostSlices);
  return Array.from({ length: Math.ceil(used / fold) }, (_, index): Datum => {
    const worst = greatest(worstNs.slice(index * fold, (index + 1) * fold));
    return {
      kind: 'slice',
      cell,
      atNs: index * fold * sliceNs,
      endNs: Math.min(used, (index + 1) * fold) * sliceNs,
      worstNs: worst > 0 ? worst : null,
    };
  });
}

/** Without the empty ones at the end. */
function usedSlices(worstNs: readonly number[]): number {
  return worstNs.findLastIndex((ns) => ns > 0) + 1;
}

function longest({ pauses }: Timeline): Timeline['pauses'] {
  return pauses.toSorted((a, b) => b.durationNs - a.durationNs).slice(0, mostPauses);
}

function pausesOf(timeline: Timeline): readonly Datum[] {
  return longest(timeline).map(({ startNs, durationNs, kind }) => ({
    kind: 'pause',
    cell: timeline.cell,
    atNs: startNs,
    durationNs,
    pause: kind,
  }));
}

function toldMoment({ kind, atNs, worstNs, durationNs, pause }: Datum): string | null {
  const at = `at ${formatDuration(Number(atNs))}`;
  if (kind === 'pause') return `${String(pause)} pause of ${formatDuration(Number(durationNs))} ${at}`;
  return worstNs === null ? null : `worst response ${formatDuration(Number(worstNs))} ${at}`;
}

function said(timeline: Timeline): string {
  const { cell, worstNs, pauses } = timeline;
  const [top] = longest(timeline);
  const stops =
    top === undefined
      ? 'no pauses'
      : `${String(pauses.length)} pauses, the longest ${formatDuration(top.durationNs)} (${top.kind})`;
  return `${cell}: worst response ${formatDuration(greatest(worstNs))}, ${stops}.`;
}
