import { relative } from 'node:path';

/** A path as messages show it: relative to the working directory where that is shorter. */
export function displayPath(path: string, folder = process.cwd()): string {
  const short = relative(folder, path);
  return short !== '' && short.length < path.length ? short : path;
}
