import { paragraph } from '@wiretax/plugin-explain';
import type { Explained } from './explained.js';
import { type Table, tablesOf } from './tables.js';

/** Explanations as a markdown page. */
export function explanationMarkdown(explained: readonly Explained[]): string {
  return explained
    .flatMap((each) => [
      `## ${escaped(each.a)} and ${escaped(each.b)}`,
      escaped(paragraph(each)),
      ...tablesOf(each).flatMap(tableMarkdown),
      ...each.caveats.map((caveat) => `> ${escaped(caveat)}.`),
    ])
    .map((block) => `${block}\n`)
    .join('\n');
}

function tableMarkdown({ title, head, lines }: Table): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rule = `|${head.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|`;
  return [`**${escaped(title)}**`, [row(head), rule, ...lines.map(row)].join('\n')];
}

function escaped(text: string): string {
  return text.replaceAll(/[^\P{C}]/gu, '�').replaceAll(/[\\`*_{}[\]<>|#&~]/g, '\\$&');
}
