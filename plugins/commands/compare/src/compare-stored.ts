import {
  compareSides,
  comparisonText,
  type FailOn,
  fails,
  judgementsOf,
  type Pair,
  readMargin,
  readPool,
} from '@wiretax/comparison';
import { errorExits, type Host, visibleLine } from '@wiretax/core';
import { nearest } from '@wiretax/config/read/nearest.js';
import { readSides } from './read-sides.js';

export interface CompareRequest {
  /** `A` (with what it was run against), `A B`, or `RUN A B`. */
  readonly names: readonly string[];
  /** As written: `3%`. */
  readonly margin: string;
  /** Cells to be taken together, too: `all`, or a pattern. */
  readonly pool?: string | undefined;
  readonly failOn: FailOn;
  readonly format: 'text' | 'markdown' | 'json';
  /** Every line, also of large comparisons. */
  readonly all: boolean;
  readonly out: string;
  /** `html`: also as a page, whose path is printed last. */
  readonly reporter?: 'html' | undefined;
}

/** Prints how stored runs or cells compare. Resolves with the exit code; throws an InputError when there is nothing to compare. */
export async function compareStored(host: Host, request: CompareRequest): Promise<number> {
  const margin = readMargin(request.margin);
  const sides = await readSides(host, request.names, request.out);
  const isPooled = request.pool === undefined ? undefined : pooledPairs(request.pool, sides.pairs);
  const compared = compareSides(sides, { margin, isPooled });
  host.console.out(comparisonText(sides, compared, request));
  if (request.reporter === 'html') {
    const { writePage } = await import('./page/write-page.js');
    const path = visibleLine(await writePage(host, sides, compared));
    // JSON and Markdown may go into a file.
    host.console[request.format === 'text' ? 'out' : 'err'](`\n${path}\n`);
  }
  return fails(judgementsOf(compared), request.failOn) ? errorExits.failure : 0;
}

function pooledPairs(text: string, pairs: readonly Pair[]): (pair: Pair) => boolean {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a.cell.id, b.cell.id]))];
  const isMeant = readPool(text, ids, nearest);
  return ({ a, b }) => isMeant(a.cell.id) || isMeant(b.cell.id);
}
