import type { Results, Row } from '@wiretax/core';
import { gravestChecks, groupRows, isStruck, orderedFindings, wasRun } from '@wiretax/core/record';
import { figure, latencyDuration, none } from '@wiretax/writing';
import { type Column, list, table } from '@wiretax/writing/markdown';
import { answerTexts, checkLine, doubts, footer, heading, prose } from './markdown-parts.js';
import { standingsTable } from './standings-table.js';

const mostPoints = 12;
const mostRows = 200;
const mostFindings = 20;

/** The page of the job: checks, answers, who leads where, then every row and what else was found, folded. */
export function summaryText(results: Results): string {
  const standings = standingsTable(results, mostPoints);
  const checks = gravestChecks(results.checks).map(checkLine).join('\n');
  const answers = answerTexts(results, 'all').map((text) => `1. ${text}`);
  const blocks = [
    heading(results),
    ...doubts(results),
    checks,
    answers.join('\n'),
    standings === undefined ? '' : [...standings.head, ...standings.lines].join('\n'),
    ...rowBlocks(results),
    ...findingBlocks(results),
    footer(results),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function rowBlocks({ rows }: Results): readonly string[] {
  if (rows.length === 0) return ['No cells: the plan was empty.'];
  const ordered = groupRows(rows).flatMap((group) => group.rows);
  const left = ordered.length - mostRows;
  return folded(`All ${String(rows.length)} cells`, [
    table(columns, ordered.slice(0, mostRows)),
    ...(left > 0 ? [`${String(left)} more are in the run's folder.`] : []),
  ]);
}

const columns: readonly Column<Row>[] = [
  { title: 'cell', align: 'left', text: ({ cell }) => prose(cell.id, 120) },
  number('calls/s', ({ throughput }) => figure(throughput)),
  number('P50', ({ response }) => latencyDuration(response, 'p50')),
  number('P99', ({ response }) => latencyDuration(response, 'p99')),
  { title: 'verdict', align: 'left', text: (row) => (wasRun(row) ? row.verdicts.join(', ') : 'not run') },
];

/** Those of a row that is out of comparisons are struck through. */
function number(title: string, text: (row: Row) => string): Column<Row> {
  return {
    title,
    align: 'right',
    text: (row) => {
      const shown = text(row).replaceAll('>', '\\>');
      return isStruck(row) && shown !== none ? `~~${shown}~~` : shown;
    },
  };
}

function findingBlocks(results: Results): readonly string[] {
  const told = orderedFindings(results).filter(
    ({ detail, answers }) => detail !== true && answers === undefined,
  );
  if (told.length === 0) return [];
  const left = told.length - mostFindings;
  return folded('Findings', [
    list(told.slice(0, mostFindings).map(({ statement }) => prose(statement))),
    ...(left > 0 ? [`${String(left)} more are in findings.json.`] : []),
  ]);
}

function folded(title: string, blocks: readonly string[]): readonly string[] {
  return [`<details><summary>${title}</summary>`, ...blocks, '</details>'];
}
