import { cellColumns } from './cell-columns.js';
import type { KeptSamples } from './kept-samples.js';
import type { Value } from './table.js';

/**
 * A view with a branch for each file: what is the same for all its calls is a constant there, so that no join is
 * needed and a condition on the cell skips the other files.
 */
export function samplesView(samples: readonly KeptSamples[]): string {
  const branches = samples.map(({ cell, trial, peer, path }) => {
    const axes = cellColumns.map(({ name, type, of }) => `${literal(of(cell))}::${type} as "${name}"`);
    return `select ${textLiteral(cell.id)} as "cell", ${String(trial)}::BIGINT as "trial", ${textLiteral(peer)} as "peer", ${axes.join(', ')}, "scheduled", "started",
"completed", "completed" - "scheduled" as "response", "completed" - "started" as "service", "started" - "scheduled" as "lag"
from read_parquet(${textLiteral(path)})`;
  });
  return `create view "samples" as ${branches.join('\nunion all ')}`;
}

function literal(value: Value): string {
  return typeof value === 'string' ? textLiteral(value) : String(value);
}

/** A text in SQL, whatever it holds. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
