import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The presets that come with Wiretax: names and files. */
export function presetFiles(): ReadonlyMap<string, string> {
  const folder = fileURLToPath(new URL('presets/', import.meta.resolve('@wiretax/config/package.json')));
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return new Map(files.sort().map((file) => [basename(file, '.yaml'), join(folder, file)]));
}
