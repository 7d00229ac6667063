import { paragraph, partName, type Portion, responsePartName, together } from '@wiretax/costs';
import { microsText, none, percentText, type Section, type SectionTable } from '@wiretax/writing';
import type { BrokenDown } from './broken-down.js';
import type { Explained } from './explained.js';

export function comparison(explained: Explained): Section {
  const { a, b, caveats } = explained;
  const tables = tablesOf(explained).filter(({ lines }) => lines.length > 0);
  return { heading: `${a} and ${b}`, paragraph: paragraph(explained), tables, caveats };
}

export function profile(broken: BrokenDown): Section {
  const { cell, peers, cpuNs, portions, functions, caveats } = broken;
  const tables: readonly SectionTable[] = [
    {
      title: `CPU time of a call, ${together(broken)}`,
      head: ['', 'time', 'share'],
      lines: portions.map(({ part, ns, share }) => [partName(part), microsText(ns), percentText(share)]),
    },
    {
      title: 'The same by peer',
      head: ['', 'time', 'share'],
      lines: broken.byPeer
        .filter(() => peers.length > 2)
        .map(({ peer, ns }) => [peer, microsText(ns), percentText(ns / cpuNs)]),
    },
    {
      title: 'Functions that take most of it themselves',
      head: ['', ...peers, 'share'],
      lines: functions.map(({ frame, ns, totalNs }) => [
        frame,
        ...peers.map((name) => microsText(ns[name] ?? 0)),
        percentText(totalNs / cpuNs),
      ]),
    },
  ];
  return {
    heading: cell,
    paragraph: `A call of ${cell} takes ${microsText(cpuNs)} of CPU time, ${together(broken)}.`,
    tables: tables.filter(({ lines }) => lines.length > 0),
    caveats,
  };
}

/** `65.0 to 71.2`. */
function intervalText(interval: Portion['interval']): string {
  return interval === null
    ? none
    : [interval.low, interval.high].map(microsText).join(' to ').replaceAll(' µs', '');
}

function tablesOf(explained: Explained): readonly SectionTable[] {
  const { a, b, byPeer, cpu, response, counts, times, frames } = explained;
  const sides = ['A', 'B', 'B − A', 'interval, µs', 'share'];
  const gap = ({ aNs, bNs, gapNs, interval, share }: Omit<Portion, 'part'>) => [
    microsText(aNs),
    microsText(bNs),
    microsText(gapNs),
    intervalText(interval),
    percentText(share),
  ];
  const total = (whole: Pick<Portion, 'aNs' | 'bNs' | 'gapNs'>) => {
    const { aNs, bNs, gapNs } = whole;
    return [microsText(aNs), microsText(bNs), microsText(gapNs), '', percentText(gapNs === 0 ? null : 1)];
  };
  return [
    {
      title: `CPU time of a call, ${together(explained)}; A is ${a}, B is ${b}`,
      head: ['', ...sides],
      lines: [
        ...cpu.portions.map((portion) => [partName(portion.part), ...gap(portion)]),
        ['all', ...total(cpu)],
      ],
    },
    {
      title: 'The same by peer',
      head: ['', 'A', 'B', 'B − A'],
      lines: byPeer
        .filter(() => byPeer.length > 2)
        .map(({ peer, aNs, bNs }) => [peer, ...[aNs, bNs, bNs - aNs].map(microsText)]),
    },
    {
      title: 'Mean response time',
      head: ['', ...sides],
      lines:
        response === null
          ? []
          : [
              ...response.portions.map((portion) => [responsePartName(portion.part), ...gap(portion)]),
              ['all', ...total(response)],
            ],
    },
    {
      title: 'Events a call',
      head: ['', 'A', 'B', 'B − A'],
      lines: counts.map((each) => [
        `${each.metric} (${each.peer})`,
        each.a.toFixed(2),
        each.b.toFixed(2),
        (each.b - each.a).toFixed(2),
      ]),
    },
    {
      title: 'Times a call, of all threads, on its way or not',
      head: ['', 'A', 'B', 'B − A'],
      lines: times.map((each) => [
        `${each.metric} (${each.peer})`,
        microsText(each.a),
        microsText(each.b),
        microsText(each.b - each.a),
      ]),
    },
    {
      title: 'Functions that differ most by more than chance, CPU time of a call in the function itself',
      head: ['', 'A', 'B', 'B − A', 'interval, µs'],
      lines: frames.map(({ frame, aNs, bNs, interval }) => [
        frame,
        microsText(aNs),
        microsText(bNs),
        microsText(bNs - aNs),
        intervalText(interval),
      ]),
    },
  ];
}
