import { reasonOf } from '@wiretax/core';

/** A plugin as stacks tell of it: by the address of its entry module. */
export interface Suspect {
  readonly plugin: { readonly name: string };
  readonly entry: string;
}

/** Says what was thrown where nobody catches it, and by which plugin as far as the stack tells. */
export function strayErrorText(thrown: unknown, plugins: readonly Suspect[]): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return `${suspectIn(stack, plugins)} threw where nobody catches it: ${reasonOf(thrown)}`;
}

/** Who is in a stack: `plugin NAME`, or that it isn't known. */
export function suspectIn(stack: string, plugins: readonly Suspect[]): string {
  const folders = plugins.map(({ plugin, entry }) => ({ plugin, folder: new URL('.', entry).href, entry }));
  const suspect =
    folders.find(({ entry }) => stack.includes(entry)) ??
    folders
      .filter(({ folder }) => stack.includes(folder))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
  return suspect === undefined ? 'something, likely a plugin,' : `plugin ${suspect.plugin.name}`;
}
