import type { Results } from '@wiretax/core';
import { gravestChecks } from '@wiretax/core/record';
import { answerTexts, checkLine, doubts, footer, heading } from './markdown-parts.js';
import { standingsTable } from './standings-table.js';

/** Bytes of UTF-8. GitHub takes more; nobody reads more. */
export const mostBytes = 4000;
const mostPoints = 6;

/** Finds the comment again, so that there is one on a pull request and not one a push. */
const marker = '<!-- wiretax -->';

/** A comment for a pull request: checks first, then answers, then a small table. What has no room is counted at its end. */
export function commentText(results: Results): string {
  const page = new Page([marker, heading(results)], footer(results));
  page.add('notes', doubts(results), { apart: true });
  page.add('checks', gravestChecks(results.checks).map(checkLine));
  page.add(
    'answers',
    answerTexts(results, 'first').map((text) => `1. ${text}`),
  );
  const table = standingsTable(results, mostPoints);
  if (table !== undefined) page.add('load points', table.lines, { head: table.head });
  return page.text();
}

interface BlockOptions {
  /** Lines that the block begins with if any of its own has room. */
  readonly head?: readonly string[];
  /** Each of its lines is a paragraph. */
  readonly apart?: boolean;
}

/** Blocks of lines up to the limit; those that have no room are counted. */
class Page {
  readonly #blocks: string[];
  readonly #footer: string;
  readonly #left: string[] = [];

  constructor(head: readonly string[], footer: string) {
    this.#blocks = [head.join('\n')];
    this.#footer = footer;
  }

  add(name: string, lines: readonly string[], { head = [], apart = false }: BlockOptions = {}): void {
    const between = apart ? '\n\n' : '\n';
    for (let count = lines.length; count > 0; count -= 1) {
      const block = [head, lines.slice(0, count).join(between)].flat().join('\n');
      if (!this.#fits(block)) continue;
      this.#blocks.push(block);
      if (count < lines.length) this.#left.push(`${String(lines.length - count)} more ${name}`);
      return;
    }
    if (lines.length > 0) this.#left.push(`${String(lines.length)} ${name}`);
  }

  text(): string {
    return textOf([...this.#blocks, ...this.#omission(), this.#footer]);
  }

  /** With room for the longest line that may have to tell what was left out. */
  #fits(block: string): boolean {
    const room =
      '_Left out for want of room: 1000 more notes, 1000 more checks, 1000 more answers, 1000 more load points._';
    return Buffer.byteLength(textOf([...this.#blocks, block, room, this.#footer])) <= mostBytes;
  }

  #omission(): readonly string[] {
    return this.#left.length === 0 ? [] : [`_Left out for want of room: ${this.#left.join(', ')}._`];
  }
}

function textOf(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
