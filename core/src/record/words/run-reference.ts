import { join } from 'node:path';
import type { Results } from '../../contract/results.js';
import { shellWord } from '../../kernel/shell-word.js';

/** How a command names a run, as a shell takes it: by its id where it lies in the default folder, or else by its own folder. */
export function runReference({
  directory,
  manifest: { id },
}: Pick<Results, 'directory' | 'manifest'>): string {
  return join(directory) === join('.wiretax', 'runs', id) ? id : shellWord(directory);
}
