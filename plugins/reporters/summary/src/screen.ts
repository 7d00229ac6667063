import type { ReportOutput, Results } from '@wiretax/core';
import { mapStrings } from '@wiretax/core/record';
import { columnsOf, padEnd, type Paint, painter, printable, shorten, wrap } from '@wiretax/writing';
import { belief, type Belief } from './belief.js';
import { checkLines } from './check-lines.js';
import { contest } from './contenders.js';
import { legendOf } from './legend.js';
import { loneRows } from './lone-rows.js';
import { nextSteps, type Step } from './next-steps.js';
import { lineOf, type Part } from './parts.js';
import type { PointTable } from './point-table.js';
import { sentenceLines, type Sentences, sentences } from './sentences.js';
import { tableLines } from './table-lines.js';
import { whatRan } from './what-ran.js';

/** A terminal of 24 lines, less its prompt and the path of the page, which comes after. */
const mostLines = 21;
/** Prose isn't read in longer lines; in a file or a pipe neither. */
const longestLine = 110;
const pipeColumns = 100;
const mostLegend = 2;

/** What is shown, as texts that may be anything. */
interface Content {
  readonly ran: readonly Part[];
  readonly belief: Belief;
  readonly checks: Results['checks'];
  readonly table: PointTable | undefined;
  readonly sentences: Sentences;
  readonly next: readonly Step[];
}

/** What a run means, on one screen. */
export function screen(
  results: Results,
  output: Pick<ReportOutput, 'columns' | 'color' | 'program'>,
): string {
  const { program = 'wiretax' } = output;
  const columns = output.columns > 0 ? output.columns : pipeColumns;
  const content = mapStrings(contentOf(results, program), printable);
  const lines = linesOf(content, Math.max(20, columns), painter(output.color));
  return `${lines.join('\n')}\n`;
}

function contentOf(results: Results, program: string): Content {
  const found = contest(results);
  return {
    ran: whatRan(results),
    belief: belief(results),
    checks: results.checks,
    table: found?.table ?? loneRows(results),
    sentences: sentences(results),
    next: nextSteps(results, program, found?.standings ?? []),
  };
}

function linesOf(content: Content, columns: number, paint: Paint): readonly string[] {
  const prose = Math.min(columns, longestLine);
  const head = [
    paint('bold', shorten(lineOf(content.ran, columns), columns)),
    beliefLine(content.belief, columns, paint),
    ...checkLines(content, columns, paint),
  ];
  const table = pointLines(content, columns, prose, paint);
  const next = stepLines(content.next, paint);
  const taken = [...head, '', ...table, '', '', ...next].length;
  const told = sentenceLines(content.sentences.texts, prose, Math.max(1, mostLines - taken));
  return [...head, '', ...table, '', ...(told.length === 0 ? [] : [...told, '']), ...next];
}

const states = {
  well: { sign: '✓', style: 'green' },
  care: { sign: '!', style: 'yellow' },
  broken: { sign: '✗', style: 'red' },
} as const;

function beliefLine({ parts, state }: Belief, columns: number, paint: Paint): string {
  const { sign, style } = states[state];
  return paint(style, shorten(`${sign} ${lineOf(parts, columns - 2)}`, columns));
}

function pointLines(
  { table, sentences: { caveats } }: Content,
  columns: number,
  prose: number,
  paint: Paint,
): readonly string[] {
  if (table === undefined) return ['No cells: the plan was empty.'];
  const { lines, blocks, leftOut } = tableLines(table, columns, paint);
  const legend = [
    ...legendOf(table, blocks, caveats),
    ...(leftOut.length === 0 ? [] : [`no room for ${leftOut.join(', ')}`]),
  ];
  const wrapped = legend.length === 0 ? [] : wrap(legend.join(' · '), prose);
  const shown = wrapped.slice(0, mostLegend);
  const cut = wrapped.length > shown.length;
  return [
    ...lines,
    ...shown.map((text, index) => paint('dim', cut && index === mostLegend - 1 ? `${text} …` : text)),
  ];
}

function stepLines(steps: readonly Step[], paint: Paint): readonly string[] {
  const width = Math.max(0, ...steps.map(({ what }) => columnsOf(what)));
  return steps.map(({ what, command }, index) => {
    const start = padEnd(index === 0 ? 'next' : '', 6);
    return `${paint('bold', start)}${paint('dim', padEnd(what, width))}  ${command}`;
  });
}
