import { join } from 'node:path';
import type { Host } from '../../contract/host.js';
import { InputError } from '../../kernel/errors.js';
import { runDirectory } from './store.js';

export interface FindRunOptions {
  /** Which argument or flag names the run, for what is said of one that isn't there. Default: `RUN`. */
  readonly path?: string;
  /** The id that a misspelt one was most likely meant to be. Default: none is proposed. */
  readonly nearest?: (id: string, ids: readonly string[]) => string | undefined;
}

/**
 * The folder of a stored run: a path, an id (or its unambiguous beginning), or `last`, in an output folder. Rejects with an InputError that
 * says which runs there are.
 */
export async function findRun(
  { files }: Host,
  reference: string,
  out: string,
  { path = 'RUN', nearest }: FindRunOptions = {},
): Promise<string> {
  const isRun = (directory: string): Promise<boolean> => files.exists(join(directory, 'manifest.json'));
  if (await isRun(reference)) return reference;
  const ids: string[] = [];
  // Ids begin with the time, and come sorted.
  for (const id of await files.list(join(out, 'runs'))) {
    if (await isRun(runDirectory(out, id))) ids.push(id);
  }
  const matches = reference === 'last' ? ids.slice(-1) : ids.filter((id) => id.startsWith(reference));
  const [match, ...others] = ids.includes(reference) ? [reference] : matches;
  if (match !== undefined && others.length === 0) return runDirectory(out, match);
  const hint = others.length > 0 ? undefined : nearest?.(reference, ids);
  const known = others.length > 0 ? matches : ids;
  const list = known.length === 0 ? `${join(out, 'runs')} holds none` : `there are ${newest(known)}`;
  const message =
    others.length > 0 ? `several runs start like that: ${newest(known)}` : `no such run; ${list}`;
  throw new InputError('E_UNKNOWN_RUN', `run ${reference} can't be read`, [
    { path, message, ...(hint === undefined ? {} : { nearest: hint }) },
  ]);
}

function newest(ids: readonly string[]): string {
  const shown = ids.slice(-5);
  return ids.length > shown.length ? `…, ${shown.join(', ')}` : shown.join(', ');
}
