import type { Analysis } from '../../contract/analysis.js';
import type { AskedAnalysis } from '../../contract/results.js';
import type { CatalogEntry } from '../../kernel/catalog.js';

/** An analysis, and how reporters know it. */
export interface Asked extends CatalogEntry<Analysis> {
  readonly analysis: AskedAnalysis;
}

const lastWeight = 1000;

/** By weight, then by name: the order in which findings come and are shown. Those that run on request only if they are among `requested`. */
export function inOrder(
  entries: readonly CatalogEntry<Analysis>[],
  requested: readonly string[],
): readonly Asked[] {
  return entries
    .filter(({ name, contribution }) => contribution.onRequest !== true || requested.includes(name))
    .map((entry): Asked => ({ ...entry, analysis: asked(entry) }))
    .sort(({ analysis: a }, { analysis: b }) =>
      a.weight === b.weight ? (a.name < b.name ? -1 : 1) : a.weight - b.weight,
    );
}

/** Those written before titles and weights were asked for have neither. */
function asked({ name, contribution }: CatalogEntry<Partial<Analysis>>): AskedAnalysis {
  const { title = name, weight = lastWeight } = contribution;
  return { name, title, weight };
}
