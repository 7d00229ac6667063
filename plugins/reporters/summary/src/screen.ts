import type { ReportOutput, Results } from '@wiretax/core';
import { mapStrings } from '@wiretax/core/record';
import { columnsOf, padEnd, type Paint, painter, printable, shorten, unbroken, wrap } from '@wiretax/writing';
import { belief, type Belief } from './belief.js';
import { checkLines } from './check-lines.js';
import { contest } from './contenders.js';
import { legendOf } from './legend.js';
import { loneRows } from './lone-rows.js';
import { nextSteps, type Step } from './next-steps.js';
import { fitted, lineOf, type Part } from './parts.js';
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
const mostDoubt = 2;

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
    ...doubtLines(content.sentences, columns, paint),
    ...checkLines(content, columns, paint),
  ];
  const table = pointLines(content, columns, prose, paint);
  const { told: sentences } = content.sentences;
  const room = mostLines - [...head, '', ...table, '', ''].length;
  const steps = fittingSteps(content.next, columns, room - sentences.length);
  const told = sentenceLines(sentences, prose, Math.max(1, room - heightOf(steps, columns)));
  const next = stepLines(steps, paint);
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

/** The page tells all of it. */
function doubtLines({ doubt }: Sentences, columns: number, paint: Paint): readonly string[] {
  if (doubt === undefined) return [];
  const lines = wrap(doubt, columns - 2);
  return lines.slice(0, mostDoubt).map((line, index) => {
    const text = index === mostDoubt - 1 && lines.length > mostDoubt ? `${line} …` : line;
    return paint('yellow', shorten(`  ${text}`, columns));
  });
}

function pointLines(
  { table, sentences: { caveats } }: Content,
  columns: number,
  prose: number,
  paint: Paint,
): readonly string[] {
  if (table === undefined) return ['No cells: the plan was empty.'];
  const { lines, blocks, leftOut } = tableLines(table, columns, paint);
  const left = leftOut.length === 0 ? [] : [{ forms: [`no room for ${leftOut.join(', ')}`] } as const];
  const legend = fitted(
    [...legendOf(table, blocks, caveats), ...left],
    (text) => wrap(glued(text), prose).length <= mostLegend,
  );
  const wrapped = legend === '' ? [] : wrap(glued(legend), prose);
  const shown = wrapped.slice(0, mostLegend);
  const cut = wrapped.length > shown.length;
  return [
    ...lines,
    ...shown.map((text, index) => {
      const whole = cut && index === mostLegend - 1 ? `${text} …` : text;
      return paint('dim', shorten(whole, columns));
    }),
  ];
}

/** No line ends with a mark whose meaning is in the next one. */
function glued(legend: string): string {
  return legend.replaceAll(/(?<=^|· )\S (all )?/g, unbroken);
}

/** As many steps as have room, but the last: those that matter less go first. A command is never cut: whoever copies it needs all of it. */
function fittingSteps(steps: readonly Step[], columns: number, room: number): readonly Step[] {
  const last = steps.slice(-1);
  let others = steps.slice(0, -1);
  while (others.length > 1 && heightOf([...others, ...last], columns) > room) others = others.slice(0, -1);
  return [...others, ...last];
}

/** Lines that they take on a terminal, which breaks long ones. */
function heightOf(steps: readonly Step[], columns: number): number {
  return stepLines(steps, plain).reduce((sum, line) => sum + Math.ceil(columnsOf(line) / columns), 0);
}

const plain = painter(false);

function stepLines(steps: readonly Step[], paint: Paint): readonly string[] {
  const width = Math.max(0, ...steps.map(({ what }) => columnsOf(what)));
  return steps.map(({ what, command }, index) => {
    const start = padEnd(index === 0 ? 'next' : '', 6);
    return `${paint('bold', start)}${paint('dim', padEnd(what, width))}  ${command}`;
  });
}
