import { visibleLine } from '@wiretax/core';
import { mapStrings } from '@wiretax/core/record';
import { alignedLines, wrap } from '@wiretax/writing';
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
  const text = alignedLines([head, ...lines], (column) => column > 0);
  return [wrapped(title), ...text.map((line) => `  ${line}`)].join('\n');
}

function wrapped(text: string): string {
  return wrap(text, lineLength).join('\n');
}
