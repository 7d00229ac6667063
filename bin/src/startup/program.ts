import { basename, dirname } from 'node:path';
import { shellWord } from '@wiretax/core';
import { displayPath } from '@wiretax/config/read/display-path.js';

/** What starts this command line once more, for commands that people are told to run. */
export function programName(script = process.argv[1] ?? '', npmCommand = process.env['npm_command']): string {
  if (basename(script) === 'run.js') return `node ${shellWord(displayPath(script))}`;
  const isLocal = basename(dirname(script)) === '.bin';
  return isLocal || npmCommand === 'exec' ? 'npx wiretax' : 'wiretax';
}
