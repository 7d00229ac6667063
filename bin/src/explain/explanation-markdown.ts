import { markdownText as escaped } from '@wiretax/core';
import type { Section, Table } from './section.js';

/** Explanations as a markdown page. */
export function explanationMarkdown(sections: readonly Section[]): string {
  return sections
    .flatMap(({ heading, paragraph, tables, caveats }) => [
      `## ${escaped(heading)}`,
      escaped(paragraph),
      ...tables.flatMap(tableMarkdown),
      ...caveats.map((caveat) => `> ${escaped(caveat)}.`),
    ])
    .map((block) => `${block}\n`)
    .join('\n');
}

function tableMarkdown({ title, head, lines }: Table): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rule = `|${head.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|`;
  return [`**${escaped(title)}**`, [row(head), rule, ...lines.map(row)].join('\n')];
}
