import { fileURLToPath } from 'node:url';
import type { CodePackage } from '../contract/collector.js';
import { type Kind, kinds, kindTable } from '../contract/kinds.js';
import type { Contributions } from './bench.js';
import { deepFreeze } from './freeze.js';

const core: CodePackage = {
  name: '@wiretax/core',
  entry: new URL('../index.js', import.meta.url).href,
  folder: fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, ''),
  kinds: [],
  dependencies: [],
};

/** Core's code, and that of each plugin that has files. Frozen. */
export function codePackages(contributions: Contributions): readonly CodePackage[] {
  const plugins = contributions.plugins.flatMap(({ plugin: { name }, entry, folder, dependencies }) => {
    const place = folder ?? pathOf(entry);
    if (place === undefined) return [];
    const kindsOfIt = kindsOf(contributions, name);
    return [{ name, entry, folder: place, kinds: kindsOfIt, dependencies: Object.keys(dependencies) }];
  });
  return deepFreeze([core, ...plugins]);
}

/** What a plugin contributes. */
export function kindsOf(contributions: Contributions, plugin: string): readonly Kind[] {
  return kinds.filter((kind) =>
    contributions[kindTable[kind].plural].entries().some(({ owner }) => owner.name === plugin),
  );
}

function pathOf(entry: string): string | undefined {
  return entry.startsWith('file:') ? fileURLToPath(entry) : undefined;
}
