import type { CaveatKind } from '@wiretax/core';
import { caveatMarks, verdictBriefs } from '@wiretax/core/record';
import { fewestLaunches } from '@wiretax/statistics';
import { equalWords, unknownWords } from '@wiretax/statistics/statements';
import { counted, none } from '@wiretax/writing';
import type { Part } from './parts.js';
import type { Block, PointTable, Reading } from './point-table.js';

/** What must be known to read these blocks of a table, and what the marks of the sentences mean; each thing once. */
export function legendOf(
  { marks, launches }: PointTable,
  blocks: readonly Block[],
  caveats: readonly CaveatKind[],
): readonly Part[] {
  const figures = blocks.flatMap(({ columns }) => columns.flatMap(({ figures: own }) => own));
  const needed = figures.flatMap(({ launchesNeeded }) => launchesNeeded ?? []);
  const sign = caveats.includes('order-only') ? `${caveatMarks['order-only']} ` : '';
  const few =
    launches < fewestLaunches ? `${counted(launches, 'launch', 'launches')} of each` : 'no intervals';
  const occurs = (reading: Reading): boolean => figures.some((figure) => figure.reading === reading);
  const unmeasured = occurs('missing')
    ? `${none} too few calls to tell, or not measured`
    : `${none} not measured`;
  const texts: readonly (readonly [boolean, Part])[] = [
    [
      occurs('factor'),
      { forms: ['1.5× is 1.5 times worse than the best of the line', '1.5× is 1.5 times worse'], yields: 5 },
    ],
    [occurs('equal'), { forms: [`= ${equalWords()}`] }],
    [
      occurs('unknown'),
      {
        forms: [
          `? ${unknownWords(needed.length === 0 ? undefined : Math.max(...needed))}`,
          `? ${unknownWords()}`,
        ],
        yields: 2,
      },
    ],
    [occurs('order'), { forms: [`${sign}${few}: an order only`] }],
    [
      occurs('missing') && !occurs('unmeasured'),
      { forms: [`${none} too few calls to tell`, `${none} too few calls`], yields: 3 },
    ],
    [occurs('unmeasured'), { forms: [unmeasured] }],
  ];
  const parts = [...texts.flatMap(([told, part]) => (told ? [part] : [])), ...marks];
  const further = caveats.filter(
    (kind) => !parts.some(({ forms: [text] }) => text.startsWith(caveatMarks[kind])),
  );
  return [...parts, ...further.map((kind) => partOf(kind, few))];
}

function partOf(kind: CaveatKind, few: string): Part {
  const mark = caveatMarks[kind];
  if (kind === 'order-only') return { forms: [`${mark} ${few}: an order only`] };
  const short = `${mark} ${kind} in some rows`;
  return { forms: [`${short}: ${verdictBriefs[kind]}`, short], yields: 1 };
}
