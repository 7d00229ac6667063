import { axisTable, type ReportOutput, type Results, type Row } from '@wiretax/core';
import { groupRows, isStruck, mapStrings, wasRun, runReference } from '@wiretax/core/record';
import {
  columnsOf,
  padEnd,
  type Paint,
  painter,
  printable,
  type Style,
  unbroken,
  wrap,
} from '@wiretax/writing';
import { checkEntries } from './checks.js';
import { columnsFor } from './columns.js';
import { footer } from './footer.js';
import { conditions, headline, type Entry } from './header.js';
import { bandLine, fit, line, titleLine, type Layout } from './layout.js';
import { reasonsOnce } from './reasons.js';

/** Prose in a file or a pipe is broken as on a terminal of this width; tables are as wide as they need. */
const pipeColumns = 120;

/** The whole report as text. */
export function page(raw: Results, output: Pick<ReportOutput, 'columns' | 'color' | 'program'>): string {
  const results = mapStrings(raw, printable);
  const paint = painter(output.color);
  const width = output.columns > 0 ? output.columns : pipeColumns;
  const layout = fit(columnsFor(results.rows), results.rows, output.columns);
  const { program = 'wiretax' } = output;
  return [
    ...wrap(headline(results), width).map((text) => paint('bold', text)),
    ...entryLines([...checkEntries(results), ...conditions(results)], width, paint),
    '',
    ...(results.rows.length === 0
      ? ['No cells: the plan was empty.', '']
      : tables(results, layout, width, paint)),
    ...entryLines(footer(results, layout, program), width, paint),
    '',
    ...wrap(
      `${results.directory} · again: ${unbroken(`${program} report ${runReference(results)} --full`)}`,
      width,
    ),
    '',
  ].join('\n');
}

function tables(results: Results, layout: Layout, width: number, paint: Paint): readonly string[] {
  const told = reasonsOnce(results);
  return groupRows(results.rows).flatMap((group) => {
    const title = group.axes.map(({ axis, value }) =>
      axis === 'size' ? value : `${axisTable[axis].title} ${value}`,
    );
    return [
      ...headings(title.join(' · '), layout, paint),
      ...group.rows.flatMap((row) => [rowLine(row, layout, paint), ...reasonLines(told(row), width, paint)]),
      '',
    ];
  });
}

function headings(title: string, layout: Layout, paint: Paint): readonly string[] {
  const bands = bandLine(layout);
  const room = columnsOf(bands) - columnsOf(bands.trimStart());
  const titles = paint('dim', titleLine(layout));
  return columnsOf(title) < room
    ? [paint('bold', padEnd(title, room)) + paint('dim', bands.trimStart()), titles]
    : [paint('bold', title), paint('dim', bands), titles];
}

function rowLine(row: Row, layout: Layout, paint: Paint): string {
  const texts = layout.columns.map((column) => column.text(row));
  const parts = line(layout, texts);
  const numbers = parts.slice(0, -1).join('');
  const verdict = (parts.at(-1) ?? '').trimEnd();
  return (isStruck(row) ? paint('dim', numbers) : numbers) + paint(verdictStyle(row), verdict);
}

function verdictStyle(row: Row): Style {
  if (!wasRun(row) || row.verdict === 'valid') return 'dim';
  return isStruck(row) ? 'red' : 'yellow';
}

function reasonLines(reasons: readonly string[], width: number, paint: Paint): readonly string[] {
  return reasons.flatMap((reason) =>
    wrap(reason, width - 4).map((text, index) => paint('dim', (index === 0 ? '  ↳ ' : '    ') + text)),
  );
}

/** Names in one column, texts wrapped beside them. */
function entryLines(entries: readonly Entry[], width: number, paint: Paint): readonly string[] {
  const indent = Math.max(0, ...entries.map((entry) => columnsOf(entry.name))) + 2;
  return entries.flatMap(({ name, text }) =>
    wrap(text, width - indent).map(
      (part, index) => paint('bold', padEnd(index === 0 ? name : '', indent)) + part,
    ),
  );
}
