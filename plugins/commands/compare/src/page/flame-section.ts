import type { Sides } from '@wiretax/comparison';
import type { Files } from '@wiretax/core';
import type { Section } from '@wiretax/page';
import type { GraphPair, StoredGraph } from '@wiretax/page/flame';

/** What differs in the flame graphs of each pair, peer by peer; empty where not both sides have any. */
export async function flameSection(files: Files, sides: Sides): Promise<readonly Section[]> {
  const { flameDifferences, storedGraphs } = await import('@wiretax/page/flame');
  const [a, b] = [
    await storedGraphs(files, { ...sides.a, rows: sides.pairs.map((pair) => pair.a) }),
    await storedGraphs(files, { ...sides.b, rows: sides.pairs.map((pair) => pair.b) }),
  ];
  const names = sides.a.directory === sides.b.directory ? ['', ''] : [' of A', ' of B'];
  const pairs = sides.pairs.flatMap((pair): readonly GraphPair[] => {
    const [ofA, ofB] = [graphsOf(a.graphs, pair.a.cell.id), graphsOf(b.graphs, pair.b.cell.id)];
    return ofA.flatMap((graph) => {
      const other = ofB.find(({ peer }) => peer === graph.peer);
      if (other === undefined) return [];
      const cells = graph.cell === other.cell ? graph.cell : `${graph.cell} and ${other.cell}`;
      return [{ name: `${cells}, ${graph.peer}`, a: named(graph, names[0]), b: named(other, names[1]) }];
    });
  });
  if (pairs.length === 0) return [];
  const { emptyFlameGraph } = await import('@wiretax/flame');
  return [flameDifferences(pairs, a.leftOut + b.leftOut, emptyFlameGraph())];
}

function graphsOf(graphs: readonly StoredGraph[], cell: string): readonly StoredGraph[] {
  return graphs.filter((graph) => graph.cell === cell);
}

function named(graph: StoredGraph, name = ''): StoredGraph {
  return { ...graph, cell: `${graph.cell}${name}` };
}
