import { attribute, Categoriser, type UnmatchedStack } from './attribution.js';
import { categories } from './category.js';
import { samplesIn, type Stacks } from './folded.js';
import { type Graph, graphOf, leastShare } from './graph.js';
import { dataOf, type GraphDocument, graphDocument } from './graph-document.js';
import type { StackedPackage } from './packages.js';

export interface FlameGraph {
  readonly title: string;
  readonly stacks: Stacks;
  /** CPU time that a sample stands for. */
  readonly nsPerSample: number;
  /** Whose frames count by what they bring. */
  readonly packages?: readonly StackedPackage[];
  readonly notes?: readonly string[];
}

/** A flame graph as one HTML file that loads nothing: zoom, search, categories with their shares. */
export function flameGraph(graph: FlameGraph): string {
  return graphDocument(documentOf(graph));
}

/** Of such a page what its viewer draws, to be put into the page of no stacks as the JSON of `#data`. */
export function flameGraphData({ categoriser, ...graph }: GraphOfPage): object {
  return dataOf(documentOf({ ...graph, title: '' }, categoriser));
}

/** One of several graphs; their categoriser is the page's, as they have most frames in common. */
export interface GraphOfPage extends Pick<FlameGraph, 'stacks' | 'nsPerSample'> {
  readonly categoriser: Categoriser;
}

/** The page of no stacks. */
export function emptyFlameGraph(): string {
  return flameGraph({ title: '', stacks: new Map(), nsPerSample: 1 });
}

function documentOf(
  { title, stacks, nsPerSample, packages, notes = [] }: FlameGraph,
  categoriser = new Categoriser(packages),
): GraphDocument {
  const graph = graphOf([{ stacks, weight: nsPerSample }], categoriser);
  const { samples, categories: sums, unmatched } = attribute(stacks, categoriser);
  return {
    title,
    graph,
    unit: 'ns',
    sides: [],
    legend: categories.map((category) => ({ category, shares: [share(sums[category], samples)] })),
    notes: [`${String(samples)} samples`, ...notes, ...pruning(graph)],
    unmatched,
  };
}

/** One of the two sides of a comparison. */
export interface ComparedStacks {
  readonly name: string;
  readonly stacks: Stacks;
  readonly nsPerSample: number;
  /** Calls while the samples were taken; where one side has none, shares are compared. */
  readonly calls?: number;
}

export interface Comparison {
  readonly title: string;
  readonly a: ComparedStacks;
  readonly b: ComparedStacks;
  readonly packages?: readonly StackedPackage[];
  readonly notes?: readonly string[];
}

/** A differential flame graph: CPU time per call, or shares of it; red where B has more, blue where less. */
export function differentialFlameGraph({ title, a, b, packages, notes = [] }: Comparison): string {
  const categoriser = new Categoriser(packages);
  const perCall = hasCalls(a) && hasCalls(b);
  const sides = [a, b];
  const graph = graphOf(
    sides.map((side) => ({ stacks: side.stacks, weight: weightOf(side, perCall) })),
    categoriser,
  );
  const attributions = sides.map((side) => attribute(side.stacks, categoriser));
  return graphDocument({
    title,
    graph,
    unit: perCall ? 'ns/call' : 'share',
    sides: sides.map(({ name }) => name),
    legend: categories.map((category) => ({
      category,
      shares: attributions.map(({ samples, categories: sums }) => share(sums[category], samples)),
    })),
    notes: [
      `${perCall ? 'CPU time per call' : 'shares of CPU time'}: red where B has more than A, blue where it has less; a frame is as wide as both together`,
      `${String(samplesIn(a.stacks))} samples of A, ${String(samplesIn(b.stacks))} of B`,
      ...notes,
      ...pruning(graph),
    ],
    unmatched: merged(attributions.flatMap(({ unmatched }) => unmatched)),
  } satisfies GraphDocument);
}

function hasCalls({ calls }: ComparedStacks): boolean {
  return calls !== undefined && calls > 0;
}

function weightOf({ stacks, nsPerSample, calls = 1 }: ComparedStacks, perCall: boolean): number {
  return perCall ? nsPerSample / calls : 1 / Math.max(samplesIn(stacks), 1);
}

function merged(unmatched: readonly UnmatchedStack[]): readonly UnmatchedStack[] {
  const sums = new Map<string, number>();
  for (const { stack, samples } of unmatched) sums.set(stack, (sums.get(stack) ?? 0) + samples);
  return [...sums].map(([stack, samples]) => ({ stack, samples })).sort((x, y) => y.samples - x.samples);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function pruning({ prunedShare }: Graph): readonly string[] {
  if (prunedShare === 0) return [];
  const percent = (value: number): string => `${(value * 100).toFixed(2)} %`;
  return [`frames under ${percent(leastShare)} are left out, ${percent(prunedShare)} of all`];
}
