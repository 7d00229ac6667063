import { visibleLine } from '@wiretax/core';

/** The first line of a text that has something to show, as it may stand on a terminal. */
export function printable(text: string): string {
  const lines = text.slice(0, mostCharacters).split(/[\r\n\u2028\u2029]+/);
  const [first = '', ...others] = lines.map((line) => visibleLine(line)).filter((line) => line !== '');
  return others.length > 0 ? `${first} …` : first;
}

const mostCharacters = 8000;

// Close enough for labels: the scripts and emoji that terminals draw two columns wide.
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
const combining = /[\p{Mn}\p{Me}]/u;

/** How many columns the text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Cut to the width, with an ellipsis where something is missing. */
export function shorten(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (columnsOf(kept + character) >= columns) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Lines of at most `columns`, broken at spaces. A word that is longer has a line to itself. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > columns) {
      lines.push(line);
      line = word;
    } else {
      line += (line === '' ? '' : ' ') + word;
    }
  }
  return [...lines, line].map((each) => each.replaceAll('\u00a0', ' '));
}

/** Text that `wrap` does not break. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
