import { micros, paragraph, partName, percent, type Portion, responsePartName } from '@wiretax/costs';
import type { BrokenDown } from './broken-down.js';
import type { Explained } from './explained.js';

/** A table of texts: the first column is aligned to the left, the others to the right. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** What is said of one cell or of two: in plain words first, then the numbers. */
export interface Section {
  readonly heading: string;
  readonly paragraph: string;
  /** Those that have lines, in the order in which one reads them. */
  readonly tables: readonly Table[];
  readonly caveats: readonly string[];
}

export function comparison(explained: Explained): Section {
  const { a, b, caveats } = explained;
  const tables = tablesOf(explained).filter(({ lines }) => lines.length > 0);
  return { heading: `${a} and ${b}`, paragraph: paragraph(explained), tables, caveats };
}

export function profile({ cell, cpuNs, portions, functions, caveats }: BrokenDown): Section {
  const tables: readonly Table[] = [
    {
      title: 'CPU time of a call, client and server together',
      head: ['', 'time', 'share'],
      lines: portions.map(({ part, ns, share }) => [partName(part), micros(ns), percent(share)]),
    },
    {
      title: 'Functions that take most of it themselves',
      head: ['', 'client', 'server', 'share'],
      lines: functions.map(({ frame, clientNs, serverNs }) => [
        frame,
        micros(clientNs),
        micros(serverNs),
        percent((clientNs + serverNs) / cpuNs),
      ]),
    },
  ];
  return {
    heading: cell,
    paragraph: `A call of ${cell} takes ${micros(cpuNs)} of CPU time, client and server together.`,
    tables: tables.filter(({ lines }) => lines.length > 0),
    caveats,
  };
}

/** `65.0 to 71.2`. */
function intervalText(interval: Portion['interval']): string {
  return interval === null
    ? '–'
    : [interval.low, interval.high].map(micros).join(' to ').replaceAll(' µs', '');
}

function tablesOf({ a, b, cpu, response, counts, times, frames }: Explained): readonly Table[] {
  const sides = ['A', 'B', 'B − A', 'interval, µs', 'share'];
  const gap = ({ aNs, bNs, gapNs, interval, share }: Omit<Portion, 'part'>) => [
    micros(aNs),
    micros(bNs),
    micros(gapNs),
    intervalText(interval),
    percent(share),
  ];
  const total = (whole: Pick<Portion, 'aNs' | 'bNs' | 'gapNs'>) => {
    const { aNs, bNs, gapNs } = whole;
    return [micros(aNs), micros(bNs), micros(gapNs), '', percent(gapNs === 0 ? null : 1)];
  };
  return [
    {
      title: `CPU time of a call, client and server together; A is ${a}, B is ${b}`,
      head: ['', ...sides],
      lines: [
        ...cpu.portions.map((portion) => [partName(portion.part), ...gap(portion)]),
        ['all', ...total(cpu)],
      ],
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
        `${each.metric} (${each.role})`,
        each.a.toFixed(2),
        each.b.toFixed(2),
        (each.b - each.a).toFixed(2),
      ]),
    },
    {
      title: 'Times a call, of all threads, on its way or not',
      head: ['', 'A', 'B', 'B − A'],
      lines: times.map((each) => [
        `${each.metric} (${each.role})`,
        micros(each.a),
        micros(each.b),
        micros(each.b - each.a),
      ]),
    },
    {
      title: 'Functions that differ most by more than chance, CPU time of a call in the function itself',
      head: ['', 'A', 'B', 'B − A', 'interval, µs'],
      lines: frames.map(({ frame, aNs, bNs, interval }) => [
        frame,
        micros(aNs),
        micros(bNs),
        micros(bNs - aNs),
        intervalText(interval),
      ]),
    },
  ];
}
