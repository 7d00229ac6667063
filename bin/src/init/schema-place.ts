import { join, relative, sep } from 'node:path';
import { packageFolder } from '@wiretax/config/read/package-entry.js';

const file = 'wiretax.schema.json';
const owner = '@wiretax/config';

/**
 * Where an editor finds the schema of a config in this folder, without a network: relative to it where the project has Wiretax installed,
 * which then is true for whoever has the project; else as the address of the file that came with this command.
 */
export function schemaPlace(folder: string): string {
  const installed = packageFolder(owner, folder);
  if (installed === undefined) return import.meta.resolve(`${owner}/${file}`);
  const path = relative(folder, join(installed, file)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
