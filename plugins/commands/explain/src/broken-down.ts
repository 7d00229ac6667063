import type { Host, Results, Role } from '@wiretax/core';
import { type Breakdown, breakdown, hottestFunctions, rowsNamed, type Samples } from '@wiretax/costs';
import { readFoldedStacks } from './folded-stacks.js';

/** One cell's CPU time by part and by function. */
export interface BrokenDown extends Breakdown {
  /** Empty without folded stacks. */
  readonly functions: ReturnType<typeof hottestFunctions>;
}

/** The cell with this id, or every cell of the transport with this label, that has finished. */
export async function breakDown(host: Host, results: Results, name: string): Promise<readonly BrokenDown[]> {
  const found = await Promise.all(
    rowsNamed(results.rows, name).map(async (row) => {
      const parts = breakdown(row);
      if (parts === undefined) return [];
      const samplesOf = async (role: Role): Promise<readonly Samples[]> => {
        const stacks = await readFoldedStacks(host, results, row.cell.id, role);
        const vitals = row[role];
        if (stacks === undefined || vitals === null) return [];
        return [{ folded: stacks.text, cpuNs: vitals.userNsPerCall + vitals.systemNsPerCall }];
      };
      return [
        { ...parts, functions: hottestFunctions(await samplesOf('client'), await samplesOf('server')) },
      ];
    }),
  );
  return found.flat();
}
