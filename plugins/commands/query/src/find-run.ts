import { join } from 'node:path';
import { type Host, InputError } from '@wiretax/core';
import { runDirectory } from '@wiretax/core/record';

/** The folder of a stored run: a path, an id (or its unambiguous beginning), or `last`. */
export async function findRun({ files }: Host, reference: string, out: string): Promise<string> {
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
  const known = others.length > 0 ? matches : ids;
  const list = known.length === 0 ? `${join(out, 'runs')} holds none` : `there are ${newest(known)}`;
  const message =
    others.length > 0 ? `several runs start like that: ${newest(known)}` : `no such run; ${list}`;
  throw new InputError('E_UNKNOWN_RUN', `run ${reference} can't be read`, [{ path: 'RUN', message }]);
}

function newest(ids: readonly string[]): string {
  const shown = ids.slice(-5);
  return ids.length > shown.length ? `…, ${shown.join(', ')}` : shown.join(', ');
}
