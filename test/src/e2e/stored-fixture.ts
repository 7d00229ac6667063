import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from '../test-files.js';

/** A run that an earlier version stored, packed. */
export interface StoredFixture {
  readonly id: string;
  /** Its folder in one in which commands run. */
  readonly folder: string;
  /** By path in that. */
  readonly placed: Readonly<Record<string, string>>;
}

/** `path` is below test/fixtures. */
export function storedFixture(path: string): StoredFixture {
  const packed = readFileSync(join(root, 'test', 'fixtures', path));
  const { id, files } = JSON.parse(gunzipSync(packed).toString()) as {
    readonly id: string;
    readonly files: Readonly<Record<string, string>>;
  };
  const folder = join('.wiretax', 'runs', id);
  const placed = Object.entries(files).map(([file, text]) => [join(folder, file), text] as const);
  return { id, folder, placed: Object.fromEntries(placed) };
}
