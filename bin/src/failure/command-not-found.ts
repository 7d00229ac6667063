import { realpathSync } from 'node:fs';
import type { Config, Hook } from '@oclif/core';
import { InputError, shellWord } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { nearest } from '@wiretax/config/read/nearest.js';
import { packageFolder } from '@wiretax/config/read/package-entry.js';
import { programName } from '../startup/program.js';

/** Commands whose dependencies are too large for everybody, and the packages that bring them. */
const separatePackages: ReadonlyMap<string, string> = new Map([['query', '@wiretax/plugin-query']]);

/** Runs when oclif knows no such command; what it throws is what the user sees. */
export const commandNotFound: Hook.CommandNotFound = function ({ id, config }) {
  throw unknownCommand(id, config);
};

/** What to say of a command, or of the topic of one, that isn't there: which is near, or which package brings it. */
export function unknownCommand(
  id: string,
  { commands, topics }: Pick<Config, 'commands' | 'topics'>,
): InputError {
  const ids = commands.filter((command) => !command.hidden).map((command) => spoken(command.id));
  const topLevel = [...new Set(ids.map((known) => known.split(' ')[0] ?? known))].sort();
  const [command = ''] = spoken(id).split(' ');
  const separate = separatePackages.get(command);
  if (separate !== undefined) {
    return new InputError('E_UNKNOWN_COMMAND', `wiretax can't do that yet`, [
      {
        path: command,
        message: `this command comes in a package of its own; ${howToGet(separate)}`,
      },
    ]);
  }
  const names = new Set([...ids, ...topics.map(({ name }) => spoken(name)), ...separatePackages.keys()]);
  const { written, hint } = nearestCommand(spoken(id), names);
  const problem = { path: written, message: `no such command; there are ${topLevel.join(', ')}` };
  return new InputError('E_UNKNOWN_COMMAND', `wiretax can't do that`, [
    hint === undefined ? problem : { ...problem, nearest: hint },
  ]);
}

/** What was written may have arguments behind it: as many words of it are looked at as a command has that is near. */
function nearestCommand(
  text: string,
  names: ReadonlySet<string>,
): { readonly written: string; readonly hint?: string } {
  const words = text.split(' ');
  for (let count = words.length; count > 0; count -= 1) {
    const written = words.slice(0, count).join(' ');
    const hint = nearest(
      written,
      [...names].filter((name) => name.split(' ').length === count),
    );
    if (hint !== undefined) return { written, hint };
  }
  return { written: text };
}

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
