import { mapStrings, visibleLine } from '@wiretax/core';
import type { Section, Table } from './section.js';

const lineLength = 100;
const longest = 5000;

/** Explanations as a terminal shows them: in plain words first, then the numbers. */
export function explanationText(sections: readonly Section[]): string {
  // Names come from configs, and functions from whatever was profiled.
  return mapStrings(sections, (text) => visibleLine(text, longest))
    .map(({ paragraph, tables, caveats }) => {
      const notes = caveats.map((caveat) => wrapped(`Note: ${caveat}.`));
      return [wrapped(paragraph), ...tables.map(tableText), ...notes].join('\n\n');
    })
    .map((text) => `${text}\n`)
    .join(`\n${'─'.repeat(lineLength)}\n\n`);
}

function tableText({ title, head, lines }: Table): string {
  const rows = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const text = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return [wrapped(title), ...text.map((line) => `  ${line}`)].join('\n');
}

function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > lineLength) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
