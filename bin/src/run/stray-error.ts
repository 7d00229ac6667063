import { reasonOf } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/runtime';

/** Says what was thrown where nobody catches it, and by which plugin as far as the stack tells. */
export function strayErrorText(thrown: unknown, plugins: Kernel['plugins']): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const folders = plugins.map(({ plugin, entry }) => ({ plugin, folder: new URL('.', entry).href, entry }));
  const suspect =
    folders.find(({ entry }) => stack.includes(entry)) ??
    folders
      .filter(({ folder }) => stack.includes(folder))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
  const who = suspect === undefined ? 'something, likely a plugin,' : `plugin ${suspect.plugin.name}`;
  return `${who} threw where nobody catches it: ${reasonOf(thrown)}`;
}
