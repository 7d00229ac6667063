import type { Host, Results } from '@wiretax/core';
import { hopsOf, peerNsPerCall, type RowPeerNamed } from '@wiretax/core/record';
import { type Breakdown, breakdown, type HotFunction, hottestFunctions, rowsNamed } from '@wiretax/costs';
import { readFoldedStacks } from './folded-stacks.js';

/** One cell's CPU time by part and by function. */
export interface BrokenDown extends Breakdown {
  /** Empty without folded stacks. */
  readonly functions: readonly HotFunction[];
}

/** The cell with this id, or every cell of the transport with this label, that has finished. */
export async function breakDown(host: Host, results: Results, name: string): Promise<readonly BrokenDown[]> {
  const found = await Promise.all(
    rowsNamed(results.rows, name).map(async (row) => {
      const parts = breakdown(row);
      if (parts === undefined) return [];
      const samplesOf = async (peer: RowPeerNamed) => {
        const stacks = await readFoldedStacks(host, results, row.cell.id, peer.name);
        const samples = stacks === undefined ? [] : [{ folded: stacks.text, cpuNs: peerNsPerCall(peer) }];
        return { name: peer.name, samples };
      };
      return [{ ...parts, functions: hottestFunctions(await Promise.all(hopsOf(row).map(samplesOf))) }];
    }),
  );
  return found.flat();
}
