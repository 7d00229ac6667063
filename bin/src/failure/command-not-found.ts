import { realpathSync } from 'node:fs';
import type { Hook } from '@oclif/core';
import { InputError, shellWord } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { nearest } from '@wiretax/config/read/nearest.js';
import { packageFolder } from '@wiretax/config/read/package-entry.js';
import { programName } from '../startup/program.js';

/** Commands whose dependencies are too large for everybody, and the packages that bring them. */
const separatePackages: ReadonlyMap<string, string> = new Map([['query', '@wiretax/plugin-query']]);

/** Runs when oclif knows no such command; what it throws is what the user sees. */
export const commandNotFound: Hook.CommandNotFound = function ({ id, config }) {
  const ids = config.commands.filter((command) => !command.hidden).map((command) => spoken(command.id));
  const topLevel = [...new Set(ids.map((known) => known.split(' ')[0] ?? known))].sort();
  const hint = nearest(spoken(id), ids);
  const [command = ''] = spoken(id).split(' ');
  const separate = separatePackages.get(command);
  if (separate !== undefined) {
    throw new InputError('E_UNKNOWN_COMMAND', `wiretax can't do that yet`, [
      {
        path: command,
        message: `this command comes in a package of its own; ${howToGet(separate)}`,
      },
    ]);
  }
  const problem = { path: spoken(id), message: `no such command; there are ${topLevel.join(', ')}` };
  throw new InputError('E_UNKNOWN_COMMAND', `wiretax can't do that`, [
    hint === undefined ? problem : { ...problem, nearest: hint },
  ]);
};

/** In a clone it is there, and perhaps in no registry. */
function howToGet(name: string): string {
  const folder = packageFolder(name, import.meta.dirname);
  const command =
    folder === undefined ? `install ${name}` : `link ${shellWord(displayPath(realpathSync(folder)))}`;
  return `${folder === undefined ? 'install' : 'link'} it with ${programName()} plugins ${command}`;
}

function spoken(id: string): string {
  return id.replaceAll(':', ' ');
}
