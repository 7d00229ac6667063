import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodePackage } from '../contract/collector.js';
import { type Kind, kinds, kindTable } from '../contract/kinds.js';
import type { Contributions } from './bench.js';

const core: CodePackage = {
  name: '@wiretax/core',
  entry: new URL('../index.js', import.meta.url).href,
  folder: fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, ''),
  kinds: [],
  dependencies: [],
};

/** Whose code peers run: core's, and that of each plugin that has files. */
export function codePackages(contributions: Contributions): readonly CodePackage[] {
  return [
    core,
    ...contributions.plugins.flatMap(
      ({ plugin: { name }, entry, folder = folderOf(entry), dependencies }) => {
        const kindsOfIt = kindsOf(contributions, name);
        return folder === undefined
          ? []
          : [{ name, entry, folder, kinds: kindsOfIt, dependencies: Object.keys(dependencies) }];
      },
    ),
  ];
}

/** What a plugin contributes. */
export function kindsOf(contributions: Contributions, plugin: string): readonly Kind[] {
  return kinds.filter((kind) =>
    contributions[kindTable[kind].plural].entries().some(({ owner }) => owner.name === plugin),
  );
}

function folderOf(entry: string): string | undefined {
  return entry.startsWith('file:') ? dirname(fileURLToPath(entry)) : undefined;
}
