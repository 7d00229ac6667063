import { resolve } from 'node:path';

/** Where a path leads. */
export type Anchor = (path: string) => string;

/**
 * What relative paths stand for, wherever a plugin's `process.chdir` leads meanwhile: that which they stood for in `folder`.
 * As long as it is the working folder they are left as they are, which also serves when it is deleted.
 */
export function anchorAt(folder: string): Anchor {
  return (path) => ([folder, undefined].includes(workingFolder()) ? path : resolve(folder, path));
}

function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
