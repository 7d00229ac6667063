import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '@wiretax/core';
import { runDirectory } from '@wiretax/core/record';
import { nearest } from '@wiretax/config/read/nearest.js';

/** The folder of a stored run: a path, an id (or its unambiguous beginning), or `last`. */
export function findRun(reference: string, out: string, flag: string): string {
  if (isRun(reference)) return reference;
  const ids = storedRuns(out);
  const matches = reference === 'last' ? ids.slice(-1) : ids.filter((id) => id.startsWith(reference));
  const [match, ...others] = ids.includes(reference) ? [reference] : matches;
  if (match !== undefined && others.length === 0) return runDirectory(out, match);
  const hint = others.length > 0 ? undefined : nearest(reference, ids);
  const known = others.length > 0 ? matches : ids;
  const list = known.length === 0 ? `${join(out, 'runs')} holds none` : `there are ${newest(known)}`;
  const message =
    others.length > 0 ? `several runs start like that: ${newest(known)}` : `no such run; ${list}`;
  throw new InputError('E_UNKNOWN_RUN', `run ${reference} can't be read`, [
    { path: flag, message, ...(hint === undefined ? {} : { nearest: hint }) },
  ]);
}

/** Ids of the runs in an output folder, oldest first: ids begin with the time. */
function storedRuns(out: string): readonly string[] {
  const folder = join(out, 'runs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((id) => isRun(join(folder, id)))
    .sort();
}

function isRun(directory: string): boolean {
  return existsSync(join(directory, 'manifest.json'));
}

function newest(ids: readonly string[]): string {
  const shown = ids.slice(-5).map((id) => basename(id));
  return ids.length > shown.length ? `…, ${shown.join(', ')}` : shown.join(', ');
}
