import type { Hook } from '@oclif/core';
import { InputError } from '@wiretax/core';
import { nearest } from '../config/nearest.js';

/** Runs when oclif knows no such command; what it throws is what the user sees. */
export const commandNotFound: Hook.CommandNotFound = function ({ id, config }) {
  const ids = config.commands.filter((command) => !command.hidden).map((command) => spoken(command.id));
  const topLevel = [...new Set(ids.map((known) => known.split(' ')[0] ?? known))].sort();
  const hint = nearest(spoken(id), ids);
  const problem = { path: spoken(id), message: `no such command; there are ${topLevel.join(', ')}` };
  throw new InputError('E_UNKNOWN_COMMAND', `wiretax can't do that`, [
    hint === undefined ? problem : { ...problem, nearest: hint },
  ]);
};

function spoken(id: string): string {
  return id.replaceAll(':', ' ');
}
