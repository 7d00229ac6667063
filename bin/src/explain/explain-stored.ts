import { type Host, InputError } from '@wiretax/core';
import { readResults } from '@wiretax/core/runtime';
import { explain, namedPairs, type Pair, transportPairs } from '@wiretax/plugin-explain';
import { displayPath } from '../config/display-path.js';
import { nearest } from '../config/nearest.js';
import { findRun } from '../run/stored-run.js';
import { writeDifferentials } from './differential.js';
import { explanationMarkdown } from './explanation-markdown.js';
import { explanationText } from './explanation-text.js';
import { comparedStacks, type Explained, hottestFrames } from './explained.js';

export interface StoredExplanation {
  /** Id, path or `last`. */
  readonly run: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
  readonly out: string;
  readonly format: string;
}

/** Prints why cells of a stored run differ. Throws an InputError when there is nothing to compare. */
export async function explainStored(host: Host, request: StoredExplanation): Promise<void> {
  const results = await readResults(host, findRun(request.run, request.out, 'RUN'));
  const { rows, manifest } = results;
  const explained: Explained[] = [];
  const graphs: string[] = [];
  for (const [one, other] of pairsOf(rows, request, manifest.id)) {
    const explanation = explain(one, other);
    if (explanation === undefined) continue;
    const stacks = await comparedStacks(host, results, explanation);
    explained.push({ ...explanation, frames: hottestFrames(results, explanation, stacks) });
    if (request.b !== undefined)
      graphs.push(...(await writeDifferentials(host, results.directory, explanation, stacks)));
  }
  if (explained.length === 0) {
    throw new InputError('E_NOTHING_TO_EXPLAIN', `${manifest.id} has no two finished cells to compare`);
  }
  host.console.out(render(explained, request.format));
  for (const path of graphs) host.console.err(`Differential flame graph: ${displayPath(path)}\n`);
}

function render(explained: readonly Explained[], format: string): string {
  if (format === 'json') return `${JSON.stringify(explained, null, 2)}\n`;
  return format === 'markdown' ? explanationMarkdown(explained) : explanationText(explained);
}

function pairsOf(
  rows: Parameters<typeof namedPairs>[0],
  { a, b }: StoredExplanation,
  id: string,
): readonly Pair[] {
  if (a === undefined) return transportPairs(rows);
  const known = [...new Set(rows.flatMap(({ cell }) => [cell.transport.label, cell.id]))];
  const names = [a, ...(b === undefined ? [] : [b])];
  const unknown = names.filter((name) => !known.includes(name));
  const problems = [
    ...unknown.map((name) => {
      const near = nearest(name, known);
      const path = name === a ? 'A' : 'B';
      const message = `${name} is neither a cell nor a transport of ${id}`;
      return { path, message, ...(near === undefined ? {} : { nearest: near }) };
    }),
    ...(b === undefined ? [{ path: 'B', message: `say what to compare ${a} with` }] : []),
  ];
  if (problems.length > 0) throw new InputError('E_UNKNOWN_CELL', `${id} can't be explained`, problems);
  const pairs = namedPairs(rows, a, b ?? '');
  if (pairs.length > 0) return pairs;
  throw new InputError(
    'E_UNKNOWN_CELL',
    `${id} has no cell of ${a} that differs from one of ${b ?? ''} in nothing else`,
  );
}
