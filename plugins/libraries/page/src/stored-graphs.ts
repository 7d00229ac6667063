import type { Files, Results } from '@wiretax/core';
import { packagesOf, peersOf } from '@wiretax/core/record';
import { Categoriser, flameGraphData, parseFolded } from '@wiretax/flame';
import { readStacks, storedStacks } from '@wiretax/flame/stored';

/** The flame graph of a peer of a cell. */
export interface StoredGraph {
  readonly cell: string;
  /** Its name. */
  readonly peer: string;
  /** Calls while its samples were taken. */
  readonly calls: number;
  readonly notes: readonly string[];
  /** What the viewer draws, as JSON. */
  readonly data: object;
}

export interface StoredGraphs {
  readonly graphs: readonly StoredGraph[];
  /** How many more there are than the page has room for. */
  readonly leftOut: number;
}

/** Of the JSON of all graphs, before it is packed to about a fifth. */
const mostBytes = 24e6;

/** Graphs of the stacks of each cell's first launch that has any, in the order of the rows. */
export async function storedGraphs(files: Pick<Files, 'within'>, results: Results): Promise<StoredGraphs> {
  const stacksOf = storedStacks(results);
  const categoriser = new Categoriser(packagesOf(results.manifest));
  const graphs: StoredGraph[] = [];
  let [room, leftOut] = [mostBytes, 0];
  for (const row of results.rows) {
    for (const { name: peer } of peersOf(row)) {
      const found = stacksOf(row.cell.id, peer);
      if (found !== undefined && room < 0) {
        leftOut += 1;
        continue;
      }
      // What can't be read, such as a file outside of the run's folder, is no graph of it.
      const stored = found && (await readStacks(files, results, row, found).catch(() => undefined));
      if (stored === undefined) continue;
      const { text, nsPerSample, calls, notes } = stored;
      const stacks = parseFolded(text);
      if (stacks.size === 0) continue;
      const data = flameGraphData({ stacks, nsPerSample, categoriser });
      room -= JSON.stringify(data).length;
      if (room < 0) leftOut += 1;
      else graphs.push({ cell: row.cell.id, peer, calls, notes, data });
    }
  }
  return { graphs, leftOut };
}
