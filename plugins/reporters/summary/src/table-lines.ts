import { columnsOf, padEnd, padStart, type Paint, shorten, type Style } from '@wiretax/writing';
import type { Block, Column, Figure, PointTable, Tone } from './point-table.js';

/** Lines of at most `columns`, and what there was no room for. */
export interface TableLines {
  readonly lines: readonly string[];
  readonly blocks: readonly Block[];
  readonly leftOut: readonly string[];
}

const styles: Readonly<Partial<Record<Tone, Style>>> = {
  best: 'green',
  worst: 'red',
  care: 'yellow',
  struck: 'dim',
};

/** Blocks beyond these are an extra on wide terminals, and not missed on others. */
const expected = 3;

/** As many blocks side by side as there is room for; of the first as many contenders. */
export function tableLines(table: PointTable, columns: number, paint: Paint): TableLines {
  for (let count = table.blocks.length; count > 0; count -= 1) {
    for (const gaps of [wide, narrow]) {
      const blocks = table.blocks.slice(0, count);
      if (widthOf(table, blocks, gaps) > columns) continue;
      return {
        lines: draw(table, blocks, gaps, paint),
        blocks,
        leftOut: table.blocks.slice(count, expected).map(({ title }) => title),
      };
    }
  }
  return crowded(table, columns, paint);
}

interface Gaps {
  readonly block: number;
  readonly column: number;
}

const wide: Gaps = { block: 4, column: 2 };
const narrow: Gaps = { block: 2, column: 1 };

/** Not even one block has room: as many of its contenders as have, under shortened names. */
function crowded(table: PointTable, columns: number, paint: Paint): TableLines {
  const [block = { title: '', columns: [] }] = table.blocks;
  const short = block.columns.map((column) => ({ ...column, label: shorten(column.label, 12) }));
  let count = short.length;
  const kept = (): readonly Block[] => [{ ...block, columns: short.slice(0, count) }];
  while (count > 1 && widthOf(table, kept(), narrow) > columns) count -= 1;
  const left = short.length - count;
  return {
    lines: draw(table, kept(), narrow, paint),
    blocks: kept(),
    leftOut: [
      ...(left === 0 ? [] : [`${String(left)} more`]),
      ...table.blocks.slice(1, expected).map(({ title }) => title),
    ],
  };
}

function labelWidth({ heading, labels }: PointTable): number {
  return Math.max(columnsOf(heading), ...labels.map(columnsOf));
}

function columnWidths({ columns }: Block): readonly number[] {
  return columns.map(({ label, figures }) =>
    Math.max(columnsOf(label), ...figures.map(({ text }) => columnsOf(text))),
  );
}

function blockWidth(block: Block, { column }: Gaps): number {
  const widths = columnWidths(block);
  return Math.max(
    columnsOf(block.title),
    widths.reduce((sum, width) => sum + width, 0) + column * Math.max(0, widths.length - 1),
  );
}

function widthOf(table: PointTable, blocks: readonly Block[], gaps: Gaps): number {
  return blocks.reduce((sum, block) => sum + gaps.block + blockWidth(block, gaps), labelWidth(table));
}

function draw(table: PointTable, blocks: readonly Block[], gaps: Gaps, paint: Paint): readonly string[] {
  const first = labelWidth(table);
  const indent = ' '.repeat(gaps.block);
  const line = (label: string, textOf: (block: Block) => string): string =>
    [padEnd(label, first), ...blocks.map(textOf)].join(indent).trimEnd();
  const titles = line('', (block) => band(block.title, blockWidth(block, gaps)));
  const names = line(table.heading, (block) =>
    across(block, gaps, ({ label }, width) => padStart(label, width)),
  );
  const body = table.labels.map((label, index) =>
    line(label, (block) =>
      across(block, gaps, ({ figures }, width) => painted(figures[index], width, paint)),
    ),
  );
  const titled = blocks.some(({ title }) => title !== '');
  return [...(titled ? [paint('dim', titles)] : []), paint('dim', names), ...body];
}

/** A text of each column of a block beside each other; a title that is wider than its columns leaves room before them. */
function across(block: Block, gaps: Gaps, textOf: (column: Column, width: number) => string): string {
  const widths = columnWidths(block);
  const taken = widths.reduce((sum, width) => sum + width, 0) + gaps.column * Math.max(0, widths.length - 1);
  const texts = block.columns.map((column, index) => textOf(column, widths[index] ?? 0));
  return ' '.repeat(Math.max(0, blockWidth(block, gaps) - taken)) + texts.join(' '.repeat(gaps.column));
}

/** Padded before it is painted, as colours take no columns. */
function painted(figure: Figure | undefined, width: number, paint: Paint): string {
  const text = padStart(figure?.text ?? '', width);
  const style = figure === undefined ? undefined : styles[figure.tone];
  return style === undefined ? text : paint(style, text);
}

/** The title of a block in rules that show what it spans. */
function band(title: string, width: number): string {
  const rules = width - columnsOf(title) - 2;
  if (title === '' || rules < 2) return padStart(title, width);
  return `${'─'.repeat(Math.floor(rules / 2))} ${title} ${'─'.repeat(Math.ceil(rules / 2))}`;
}
