import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packageFaults, packedFiles } from './packed-files.js';
import { packageFolders, root } from './test-files.js';

/** Lints every package that is published: entry points, types, and what npm packs of it. Exits with 1 on any message. */
let problems = 0;
const complain = (folder: string, message: string): void => {
  problems += 1;
  console.error(`${relative(root, folder)}: ${message}`);
};
const manifests = packageFolders().map((folder) => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  return { folder, manifest };
});
const published = manifests.filter(({ manifest }) => manifest['private'] !== true);
const packed = packedFiles(published.map(({ folder }) => folder));
for (const { folder, manifest } of published) {
  const { messages } = await publint({ pkgDir: folder, strict: true });
  for (const message of messages) complain(folder, formatMessage(message, manifest) ?? message.code);
  for (const fault of packageFaults(folder, manifest, packed.get(folder) ?? [])) complain(folder, fault);
}
process.exitCode = problems > 0 ? 1 : 0;
