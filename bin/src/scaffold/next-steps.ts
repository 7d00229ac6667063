import { relative } from 'node:path';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { type Kind, shellWord } from '@wiretax/core';
import type { PackageFiles } from './package-files.js';
import type { PluginNames } from './plugin-names.js';

/** What was written, and what to type next. */
export function nextSteps(kind: Kind, names: PluginNames, folder: string, files: PackageFiles): string {
  const written = [...files.keys()].sort().map((path) => `  ${path}\n`);
  const enter = relative('', folder) === '' ? '' : `  cd ${shellWord(displayPath(folder))}\n`;
  return [
    `${names.package}, a plugin with ${kind} ${names.contribution}, in ${displayPath(folder)}:\n`,
    ...written,
    '\nNext:\n',
    enter,
    '  npm install\n',
    '  npm test\n',
    '  wiretax run study.yaml\n',
    '  wiretax plugins link .\n',
  ].join('');
}
