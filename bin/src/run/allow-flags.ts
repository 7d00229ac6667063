import type { LoadedPlugin } from '@wiretax/core/run';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { shellWord } from '@wiretax/core';
import { importedFrom } from '@wiretax/config/plugins/imported-plugin.js';

/** The flags that let a stored run have those of these plugins again that are not installed; empty if all are. */
export function allowFlags(plugins: readonly LoadedPlugin[]): string {
  return plugins
    .map(importedFrom)
    .filter((found) => found?.origin === 'config' || found?.origin === 'allowed')
    .map(
      (found) =>
        ` --allow-plugin ${shellWord(displayPath(found?.bare === true ? found.entry : (found?.folder ?? '')))}`,
    )
    .join('');
}
