import { resolve } from 'node:path';
import { InputError } from '@wiretax/core';
import { nearest } from '@wiretax/config/read/nearest.js';
import { readPluginList } from '@wiretax/config/plugins/plugin-list.js';
import { shortName } from '@wiretax/config/plugins/short-name.js';

/** The packages that are meant by their names, short names, or linked folders. Throws an InputError for all that aren't there. */
export function listedNames(asked: readonly string[], dataDir: string): readonly string[] {
  const { packages } = readPluginList(dataDir);
  const found = asked.map((text) =>
    packages.find(
      ({ name, type, folder }) =>
        name === text || shortName(name) === text || (type === 'link' && folder === resolve(text)),
    ),
  );
  const names = packages.map(({ name }) => name);
  const problems = asked
    .filter((_, index) => found[index] === undefined)
    .map((text) => {
      const hint = nearest(text, names);
      const message = 'is not installed; wiretax plugins shows what is';
      return { path: text, message, ...(hint === undefined ? {} : { nearest: hint }) };
    });
  if (problems.length > 0) throw new InputError('E_UNKNOWN_PLUGIN', 'nothing was uninstalled', problems);
  return found.flatMap((listed) => (listed === undefined ? [] : [listed.name]));
}
