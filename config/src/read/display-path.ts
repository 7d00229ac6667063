import { relative, resolve } from 'node:path';

/** Where the command was started, whatever plugins make of the working folder. */
const started = process.cwd();

/** A path as messages show it: relative to the working folder where that is shorter. */
export function displayPath(path: string, folder = started): string {
  const short = relative(folder, resolve(folder, path));
  return short !== '' && short.length < path.length ? short : path;
}
