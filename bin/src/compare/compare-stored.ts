import { type Host, InputError } from '@wiretax/core';
import { jsonText, sectionsMarkdown, sectionsText } from '@wiretax/writing';
import { exitCodes } from '../run/exit-codes.js';
import { circumstancesOf } from './circumstances.js';
import { type Compared, compare, judgementsOf } from './comparison.js';
import { comparisonDocument } from './document.js';
import { readMargin } from './margin.js';
import { comparisonSection } from './section.js';
import { arePaired } from './pairing.js';
import { readPool } from './pool.js';
import { readSides, type Sides } from './sides.js';
import { type FailOn, fails } from './verdict.js';

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
}

/** Prints how stored runs or cells compare. Resolves with the exit code; throws an InputError when there is nothing to compare. */
export async function compareStored(host: Host, request: CompareRequest): Promise<number> {
  const margin = readMargin(request.margin);
  const sides = await readSides(host, request.names, request.out);
  const { pairs, a, b } = sides;
  const isPooled = request.pool === undefined ? undefined : readPool(request.pool, pairs);
  const compared = compare(pairs, { margin, paired: arePaired(a, b), isPooled });
  if (compared.comparisons.length === 0) throw nothingLeft(compared);
  host.console.out(render(sides, compared, request));
  return fails(judgementsOf(compared), request.failOn) ? exitCodes.failures : exitCodes.well;
}

function render(sides: Sides, compared: Compared, { format, all }: CompareRequest): string {
  const circumstances = circumstancesOf(sides);
  if (format === 'json') {
    return jsonText(comparisonDocument(sides, compared, circumstances));
  }
  const section = comparisonSection(sides, compared, circumstances, all);
  return format === 'markdown' ? sectionsMarkdown([section]) : sectionsText([section]);
}

function nothingLeft({ leftOut }: Compared): InputError {
  const problems = leftOut.map(({ cell, reason }) => ({ path: cell, message: reason }));
  return new InputError('E_NOTHING_TO_COMPARE', 'none of these cells may be compared', problems);
}
