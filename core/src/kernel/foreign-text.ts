import { stripVTControlCharacters } from 'node:util';

// Text that others wrote (servers, configs, file names, run folders), made harmless for what it is put into. What is
// shown to people goes through here wherever it comes from, so that there is one place to look at.

/**
 * Without what acts on a terminal or can't be seen: escape sequences, control characters, direction marks, what has no
 * width, halves of surrogate pairs. Line ends and tabs become spaces.
 */
export function visible(text: string): string {
  if (plain.test(text)) return text;
  return stripVTControlCharacters(text).replace(breaks, ' ').replace(hidden, '');
}

const plain = /^[ -~]*$/;
const breaks = /[\t-\r\u0085\u2028\u2029]/g;
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFFE\uFFFF]/gu;

/** The same on one line: spaces are single, and what is beyond `most` characters is left out. */
export function visibleLine(text: string, most = 500): string {
  // What has so many hidden characters has no claim on being shown.
  return shortened(
    visible(text.slice(0, 8 * most))
      .replace(/\s+/g, ' ')
      .trim(),
    most,
  );
}

/** The same for text of several lines, which stay apart, each of at most `most` characters; at most 200 of them. */
export function visibleLines(text: string, most = 1000): string {
  const lines = text.split('\n', 201);
  const shown = lines.slice(0, 200).map((line) => shortened(visible(line.slice(0, 8 * most)), most));
  return [...shown, ...(lines.length > 200 ? ['…', ''] : [])].join('\n');
}

/** Cut to this many UTF-16 units, with an ellipsis where something is missing. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
