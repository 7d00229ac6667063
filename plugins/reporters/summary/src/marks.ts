import type { Row, Verdict } from '@wiretax/core';
import type { Part } from './parts.js';
import { mixedMark, occurringVerdicts, verdictBriefs, verdictMarks, wasRun } from '@wiretax/core/record';

/** Rows as the table has them, a line each point; undefined where a point lacks the contender. */
export type Shown = readonly (readonly (Row | undefined)[])[];

/** How what must be known of rows is said once: by marks, and a legend of them. */
export interface Marks {
  /** Behind a figure of the row. */
  ofRow(row: Row): string;
  /** Behind the name of a contender, where all its rows have the mark. */
  ofColumn(column: number): string;
  readonly legend: readonly Part[];
}

/** A dash in place of the figure says what this verdict does. */
const unmarked: readonly Verdict[] = ['too-few-samples'];

interface Caveat {
  readonly sign: string;
  readonly name: string;
  /** Beside the name; empty where that says it. */
  readonly brief: string;
  readonly holds: (row: Row) => boolean;
}

export function marksOf(shown: Shown): Marks {
  const rows = shown.flat().filter((row) => row !== undefined);
  const caveats = caveatsOf(rows);
  const run = rows.filter(wasRun);
  const ofAll = caveats.filter(({ holds }) => run.length > 1 && run.every(holds));
  const others = caveats.filter((caveat) => !ofAll.includes(caveat));
  const inHead = (column: number): readonly Caveat[] => {
    const own = shown.flatMap((line) => line[column] ?? []).filter(wasRun);
    return others.filter(({ holds }) => own.length > 1 && own.every(holds));
  };
  const columnOf = new Map(shown.flatMap((line) => line.map((row, column) => [row, column] as const)));
  return {
    ofRow: (row) =>
      others
        .filter((caveat) => caveat.holds(row) && !inHead(columnOf.get(row) ?? -1).includes(caveat))
        .map(({ sign }) => sign)
        .join(''),
    ofColumn: (column) =>
      inHead(column)
        .map(({ sign }) => sign)
        .join(''),
    legend: [
      ...ofAll.map((caveat) => legendPart(caveat, 'all ')),
      ...others.map((caveat) => legendPart(caveat, '')),
    ],
  };
}

/** Who set the pace is what figures mean: of all that is said it is shortened last. */
function legendPart({ sign, name, brief }: Caveat, which: string): Part {
  const short = `${sign} ${which}${name}`;
  if (brief === '') return { forms: [short] };
  return { forms: [`${short}: ${brief}`, short], yields: name === 'client-bound' ? 1 : 4 };
}

function caveatsOf(rows: readonly Row[]): readonly Caveat[] {
  const verdicts = occurringVerdicts(rows).filter((verdict) => !unmarked.includes(verdict));
  return [
    ...verdicts.map((verdict) => ({
      sign: verdictMarks[verdict],
      name: verdict,
      brief: verdictBriefs[verdict],
      holds: (row: Row) => row.verdicts.includes(verdict),
    })),
    ...(rows.some(({ mixed }) => mixed !== undefined)
      ? [
          {
            sign: mixedMark,
            name: 'launches of unlike machines or settings',
            brief: '',
            holds: ({ mixed }: Row) => mixed !== undefined,
          },
        ]
      : []),
  ];
}
