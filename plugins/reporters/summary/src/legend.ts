import type { CaveatKind } from '@wiretax/core';
import { caveatMarks, verdictBriefs } from '@wiretax/core/record';
import { fewestLaunches } from '@wiretax/statistics';
import { equalWords, unknownWords } from '@wiretax/statistics/statements';
import { counted, none } from '@wiretax/writing';
import type { Block, PointTable, Reading } from './point-table.js';

/** What must be known to read these blocks of a table, and what the marks of the sentences mean; each thing once. */
export function legendOf(
  { marks, launches }: PointTable,
  blocks: readonly Block[],
  caveats: readonly CaveatKind[],
): readonly string[] {
  const figures = blocks.flatMap(({ columns }) => columns.flatMap(({ figures: own }) => own));
  const needed = figures.flatMap(({ launchesNeeded }) => launchesNeeded ?? []);
  const sign = caveats.includes('order-only') ? `${caveatMarks['order-only']} ` : '';
  const few =
    launches < fewestLaunches ? `${counted(launches, 'launch', 'launches')} of each` : 'no intervals';
  const texts: readonly (readonly [Reading, string])[] = [
    ['factor', '1.5× is 1.5 times worse than the best of the line'],
    ['equal', `= ${equalWords()}`],
    ['unknown', `? ${unknownWords(needed.length === 0 ? undefined : Math.max(...needed))}`],
    ['order', `${sign}${few}: an order only`],
    ['missing', `${none} too few calls to tell`],
  ];
  const told = texts.filter(([reading]) => figures.some((figure) => figure.reading === reading));
  const lines = [...told.map(([, text]) => text), ...marks];
  const further = caveats.filter((kind) => !lines.some((line) => line.startsWith(caveatMarks[kind])));
  return [...lines, ...further.map((kind) => `${caveatMarks[kind]} ${briefOf(kind, few)}`)];
}

function briefOf(kind: CaveatKind, few: string): string {
  return kind === 'order-only' ? `${few}: an order only` : `${kind} in some rows: ${verdictBriefs[kind]}`;
}
