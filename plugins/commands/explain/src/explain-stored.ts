import { type Host, InputError, type Row } from '@wiretax/core';
import { findRun, packagesOf, readRun } from '@wiretax/core/record';
import { explainAll, namedPairs, type Pair, transportPairs } from '@wiretax/costs';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { nearest } from '@wiretax/config/read/nearest.js';
import { jsonText, type Section, sectionsMarkdown, sectionsText } from '@wiretax/writing';
import { breakDown } from './broken-down.js';
import { writeDifferentials } from './differential.js';
import { comparedStacks, type Explained, hottestFrames } from './explained.js';
import { comparison, profile } from './section.js';

export interface StoredExplanation {
  /** Id, path or `last`. */
  readonly run: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
  readonly out: string;
  readonly format: string;
}

/** Prints why cells of a stored run differ, or where one's CPU time goes. Throws an InputError when there is nothing to compare. */
export async function explainStored(host: Host, request: StoredExplanation): Promise<void> {
  const results = await readRun(host, await findRun(host, request.run, request.out, { nearest }));
  const { rows, manifest } = results;
  checkNames(rows, request, manifest.id);
  if (request.a !== undefined && request.b === undefined) {
    const cells = await breakDown(host, results, request.a);
    if (cells.length === 0) {
      throw new InputError('E_NOTHING_TO_EXPLAIN', `${manifest.id} has no finished cell of ${request.a}`);
    }
    host.console.out(render(cells, cells.map(profile), request.format));
    return;
  }
  const explained: Explained[] = [];
  const graphs: string[] = [];
  const packages = packagesOf(manifest);
  for (const explanation of explainAll(pairsOf(rows, request, manifest.id))) {
    const stacks = await comparedStacks(host, results, explanation);
    explained.push({ ...explanation, frames: hottestFrames(results, explanation, stacks) });
    if (request.b !== undefined)
      graphs.push(...(await writeDifferentials(host, results.directory, explanation, stacks, packages)));
  }
  if (explained.length === 0) {
    throw new InputError('E_NOTHING_TO_EXPLAIN', `${manifest.id} has no two finished cells to compare`);
  }
  host.console.out(render(explained, explained.map(comparison), request.format));
  for (const path of graphs) host.console.err(`Differential flame graph: ${displayPath(path)}\n`);
}

function render(data: readonly unknown[], sections: readonly Section[], format: string): string {
  if (format === 'json') return jsonText(data);
  return format === 'markdown' ? sectionsMarkdown(sections) : sectionsText(sections);
}

function checkNames(rows: readonly Row[], { a, b }: StoredExplanation, id: string): void {
  const known = [...new Set(rows.flatMap(({ cell }) => [cell.transport.label, cell.id]))];
  const problems = [
    ['A', a],
    ['B', b],
  ].flatMap(([path = '', name]) => {
    if (name === undefined || known.includes(name)) return [];
    const near = nearest(name, known);
    const message = `${name} is neither a cell nor a transport of ${id}`;
    return [{ path, message, ...(near === undefined ? {} : { nearest: near }) }];
  });
  if (problems.length > 0) throw new InputError('E_UNKNOWN_CELL', `${id} can't be explained`, problems);
}

function pairsOf(rows: readonly Row[], { a, b }: StoredExplanation, id: string): readonly Pair[] {
  if (a === undefined || b === undefined) return transportPairs(rows);
  const pairs = namedPairs(rows, a, b);
  if (pairs.length > 0) return pairs;
  const text = `${id} has no cell of ${a} that differs from one of ${b} in nothing else`;
  throw new InputError('E_UNKNOWN_CELL', text);
}
