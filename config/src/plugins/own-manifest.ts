import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface OwnManifest {
  /** Of Wiretax. */
  readonly version: string;
  /** The plugins that come with it, all dependencies of this package. */
  readonly wiretax: { readonly plugins: readonly string[] };
}

export const ownManifestFile = fileURLToPath(new URL('../../package.json', import.meta.url));

/** What this package says about itself. */
export function ownManifest(): OwnManifest {
  return JSON.parse(readFileSync(ownManifestFile, 'utf8')) as OwnManifest;
}
