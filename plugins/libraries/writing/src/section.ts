import { visibleLine } from '@wiretax/core';
import { markdownText, record } from './markdown.js';
import { wrap } from './terminal-text.js';
import { textTable } from './text-table.js';

/** A table of texts: the first column stands left, the others right. */
export interface SectionTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** What is said of something: in plain words first, then the numbers, then what to be wary of. Texts may be anything. */
export interface Section {
  readonly heading: string;
  readonly paragraph: string;
  /** Those that have lines, in the order in which one reads them. */
  readonly tables: readonly SectionTable[];
  /** A sentence each, without its full stop. */
  readonly caveats: readonly string[];
}

const lineLength = 100;
const longest = 5000;

/** Sections as a terminal shows them; headings are for pages. */
export function sectionsText(sections: readonly Section[]): string {
  return sections
    .map(({ paragraph, tables, caveats }) => {
      const notes = caveats.map((caveat) => wrapped(`Note: ${shown(caveat)}.`));
      return [wrapped(shown(paragraph)), ...tables.map(tableText), ...notes].join('\n\n');
    })
    .map((text) => `${text}\n`)
    .join(`\n${'─'.repeat(lineLength)}\n\n`);
}

function tableText({ title, head, lines }: SectionTable): string {
  const text = textTable([head, ...lines], { isRight: (column) => column > 0, longest });
  return [wrapped(shown(title)), ...text.map((line) => `  ${line}`)].join('\n');
}

function shown(text: string): string {
  return visibleLine(text, longest);
}

function wrapped(text: string): string {
  return wrap(text, lineLength).join('\n');
}

/** Sections as a page of Markdown. */
export function sectionsMarkdown(sections: readonly Section[]): string {
  return sections
    .flatMap(({ heading, paragraph, tables, caveats }) => [
      `## ${markdownText(heading)}`,
      markdownText(paragraph),
      ...tables.flatMap(tableMarkdown),
      ...caveats.map((caveat) => `> ${markdownText(caveat)}.`),
    ])
    .map((block) => `${block}\n`)
    .join('\n');
}

function tableMarkdown({ title, head, lines }: SectionTable): readonly string[] {
  const row = (cells: readonly string[]): string => record(cells.map(markdownText));
  const rule = `|${head.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|`;
  return [`**${markdownText(title)}**`, [row(head), rule, ...lines.map(row)].join('\n')];
}
