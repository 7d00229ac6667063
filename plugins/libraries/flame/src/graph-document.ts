import { jsonInMarkup, markupText } from '@wiretax/writing/markup';
import type { UnmatchedStack } from './attribution.js';
import { categories, type Category } from './category.js';
import type { Graph, GraphNode } from './graph.js';
import { viewerScript } from './viewer-script.js';
import { viewerStyle } from './viewer-style.js';

export interface GraphDocument {
  readonly title: string;
  readonly graph: Graph;
  readonly unit: 'ns' | 'ns/call' | 'share';
  /** Names of the two sides of a differential graph; empty for a plain one. */
  readonly sides: readonly string[];
  readonly legend: readonly LegendEntry[];
  readonly notes: readonly string[];
  readonly unmatched: readonly UnmatchedStack[];
}

export interface LegendEntry {
  readonly category: Category;
  /** Of the samples of each side. */
  readonly shares: readonly number[];
}

/** Names of functions come from strangers: they stand in JSON and become text nodes, never markup. */
export function graphDocument(document: GraphDocument): string {
  const title = markupText(document.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>${viewerStyle}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<form id="tools">
<input id="search" type="search" placeholder="Search ( / )" aria-label="Search functions" autocomplete="off" spellcheck="false">
<output id="matched" for="search"></output>
<button id="reset" type="button">Reset zoom (Esc)</button>
</form>
<ul id="notes">${listItems(document.notes)}</ul>
<ul id="legend" aria-label="Categories"></ul>
</header>
<main id="graph" role="tree" aria-label="${title}"></main>
<footer id="status" aria-live="polite">Click or Enter: zoom. Arrows: move. / : search. Esc: back to all.</footer>
${unmatchedList(document.unmatched)}
<script id="data" type="application/json">${jsonInMarkup(dataOf(document))}</script>
<script>${viewerScript}</script>
</body>
</html>
`;
}

/** Depth first: `[name, category, depth, value of each side …]`, names and categories by number. */
type NodeRow = readonly number[];

/** What the viewer draws, as JSON. */
export function dataOf({ graph, unit, sides, legend }: GraphDocument): object {
  const names = new Map<string, number>();
  const nodes: NodeRow[] = [];
  const visit = ({ frame, category, values, children }: GraphNode, depth: number): void => {
    const name = names.get(frame) ?? names.size;
    names.set(frame, name);
    nodes.push([name, categories.indexOf(category), depth, ...values.map(rounded)]);
    for (const child of children) visit(child, depth + 1);
  };
  visit(graph.root, 0);
  return { unit, sides, legend, categories, names: [...names.keys()], nodes };
}

function rounded(value: number): number {
  return Number(value.toPrecision(7));
}

function unmatchedList(unmatched: readonly UnmatchedStack[]): string {
  if (unmatched.length === 0) return '';
  const lines = unmatched.map(({ stack, samples }) => `${String(samples)}  ${stack.replaceAll(';', ' › ')}`);
  return `<details><summary>Stacks that no rule knows (other)</summary><ol id="unmatched">${listItems(lines)}</ol></details>`;
}

function listItems(lines: readonly string[]): string {
  return lines.map((line) => `<li>${markupText(line)}</li>`).join('');
}
