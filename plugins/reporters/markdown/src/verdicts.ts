import type { Results, Row } from '@wiretax/core';
import { mixedMark, occurringVerdicts, verdictMeanings, wasRun } from '@wiretax/core/record';
import { list, table, type Column } from '@wiretax/writing/markdown';

/** What the verdicts that occur mean, and on what numbers each rests. */
export function verdicts({ rows }: Results): readonly string[] {
  const meanings = occurringVerdicts(rows).map((verdict) => `**${verdict}**: ${verdictMeanings[verdict]}`);
  const mixtures = new Set(rows.flatMap(({ mixed }) => mixed ?? []));
  const all = [...meanings, ...[...mixtures].map((mixed) => `**${mixedMark}**: ${mixed}`)];
  const marked = rows.filter((row) => wasRun(row) && row.reasons.length + row.nearly.length > 0);
  if (all.length === 0 && marked.length === 0) return [];
  return [
    '## Verdicts',
    ...(all.length === 0 ? [] : [list(all)]),
    ...(marked.length === 0 ? [] : [table(reasonColumns, marked)]),
  ];
}

const reasonColumns: readonly Column<Row>[] = [
  { title: 'cell', align: 'left', text: (row) => row.cell.id },
  {
    title: 'verdict',
    align: 'left',
    text: ({ verdicts: holding, nearly }) =>
      [...holding, ...nearly.map(({ verdict }) => `nearly ${verdict}`)].join(', '),
  },
  {
    title: 'why',
    align: 'left',
    text: ({ reasons, nearly }) => [...reasons, ...nearly.map(({ reason }) => reason)].join('; '),
  },
];
