import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packageFolders, root } from './test-files.js';

/** Lints every package that is published: entry points, files, types. Exits with 1 on any message. */
let problems = 0;
for (const folder of packageFolders()) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  if (manifest['private'] === true) continue;
  const { messages } = await publint({ pkgDir: folder, strict: true });
  for (const message of messages) {
    problems += 1;
    console.error(`${relative(root, folder)}: ${formatMessage(message, manifest) ?? message.code}`);
  }
}
process.exitCode = problems > 0 ? 1 : 0;
