import { join } from 'node:path';
import { type Host, reasonOf, type Results } from '@wiretax/core';
import { readStacks, type StoredStacks, storedStacks } from '@wiretax/flame/stored';

/** The folded stacks of a peer of a cell; undefined if there are none, or, told the user, if they can't be read. */
export async function readFoldedStacks(
  host: Host,
  results: Results,
  cell: string,
  peer: string,
): Promise<StoredStacks | undefined> {
  const row = results.rows.find((each) => each.cell.id === cell);
  const found = row && storedStacks(results)(cell, peer);
  if (row === undefined || found === undefined) return undefined;
  try {
    return await readStacks(host.files, results, row, found);
  } catch (error) {
    host.console.err(`can't read ${join(results.directory, found.path)}: ${reasonOf(error)}\n`);
    return undefined;
  }
}
