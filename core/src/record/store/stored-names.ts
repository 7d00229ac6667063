import type { Manifest } from '../../contract/manifest.js';
import { InputError, type Problem } from '../../kernel/errors.js';
import { planCells } from '../plan/cells.js';

/**
 * Whether files and folders may be called like this: labels, the ids that are made of them, and the ids of runs.
 * None can lead out of a folder, or does anything to a terminal.
 */
export function isFileName(name: unknown): name is string {
  return typeof name === 'string' && /^[\w=.-]+$/.test(name) && !/^\.\.?$/.test(name);
}

/** Whether a peer may be called like this: it becomes a part of file names, of columns and of SQL. */
export function isPeerName(name: unknown): name is string {
  return typeof name === 'string' && name.length <= 32 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
}

/** Throws if a manifest has a name that becomes a part of paths and is none: it was not Wiretax that wrote it. */
export function checkNames(manifest: Manifest, path: string): void {
  const { id, against, experiment } = manifest;
  const names: readonly (readonly [string, unknown])[] = [
    ['id', id],
    ...(against === undefined ? [] : ([['against.run', against.run]] as const)),
    ...experiment.collectors.map(({ label }) => ['experiment.collectors', label] as const),
    ...planCells(experiment).map((cell) => ['experiment.axes', cell.id] as const),
  ];
  const problems = names.flatMap(([key, name]): Problem[] =>
    isFileName(name) ? [] : [{ path: key, message: `${JSON.stringify(name)} can't be a file's name` }],
  );
  if (problems.length === 0) return;
  const shown = problems.slice(0, 5);
  throw new InputError('E_STORED_NAME', `${path} was edited by hand, and is not used`, shown);
}
