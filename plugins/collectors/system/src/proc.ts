import type { Files } from '@wiretax/core';

/** The text of a file; undefined if it can't be read. */
export async function textOf(files: Pick<Files, 'read'>, path: string): Promise<string | undefined> {
  try {
    return await files.read(path);
  } catch {
    return undefined;
  }
}
