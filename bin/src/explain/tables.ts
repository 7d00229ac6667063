import { micros, partName, percent, responsePartName } from '@wiretax/plugin-explain';
import type { Explained } from './explained.js';

/** A table of texts: the first column is aligned to the left, the others to the right. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** The numbers of an explanation, in the order in which one reads them. Tables without lines are left out. */
export function tablesOf({ a, b, cpu, response, counts, times, frames }: Explained): readonly Table[] {
  const sides = ['A', 'B', 'B − A', 'of the gap'];
  const gap = ({
    aNs,
    bNs,
    gapNs,
    share,
  }: {
    aNs: number;
    bNs: number;
    gapNs: number;
    share: number | null;
  }) => [micros(aNs), micros(bNs), micros(gapNs), percent(share)];
  const total = (whole: { aNs: number; bNs: number; gapNs: number }) =>
    gap({ ...whole, share: whole.gapNs === 0 ? null : 1 });
  const tables: readonly Table[] = [
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
      title: 'Functions that differ most, CPU time of a call in the function itself',
      head: ['', 'A', 'B', 'B − A'],
      lines: frames.map(({ frame, aNs, bNs }) => [frame, micros(aNs), micros(bNs), micros(bNs - aNs)]),
    },
  ];
  return tables.filter(({ lines }) => lines.length > 0);
}
