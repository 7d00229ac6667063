import type { Host } from '../../contract/host.js';
import type { Results } from '../../contract/results.js';
import { readResults } from './read.js';

/** A stored run. What of it can't be used is said on standard error. */
export async function readRun(host: Host, directory: string): Promise<Results> {
  const results = await readResults(host, directory);
  sayDamage(host, results);
  return results;
}

export function sayDamage(host: Host, { damage = [] }: Results): void {
  for (const sentence of damage) host.console.err(`warning: ${sentence}\n`);
}
