#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { beginCommand, endProcess } from './dist/startup/end-process.js';
import { forgiveLostTerminal, startedByNohup, surroundingsFault } from './dist/startup/surroundings.js';

const fault = surroundingsFault();
if (fault !== undefined) {
  process.stderr.write(`error E_SURROUNDINGS: ${fault}\n`);
  process.exit(2);
}
// Neither what is written here nor what programs that are started here write is for others to change.
process.umask(process.umask() | 0o022);
if (startedByNohup()) process.on('SIGHUP', () => undefined);
// Commands may leave it to results, and give what else is printed to standard error.
const writeResult = process.stdout.write.bind(process.stdout);

beginCommand();
try {
  const { run, settings } = await import('@oclif/core');
  settings.enableAutoTranspile = false;
  // oclif throws it otherwise, where nobody can catch it.
  forgiveLostTerminal(process.stdout);
  const [first, ...rest] = process.argv.slice(2);
  const argv = first === 'help' ? [...rest, '--help'] : process.argv.slice(2);
  const { loadOclifConfig } = await import('./dist/startup/config.js');
  await run(argv, await loadOclifConfig(fileURLToPath(import.meta.url)));
} catch (error) {
  const { showFailure } = await import('./dist/failure/show-failure.js');
  showFailure(error);
}

// What a plugin has left running must not keep the command from its end.
const written = (write) => new Promise((resolve) => write('', resolve));
await Promise.all([written(writeResult), written(process.stderr.write.bind(process.stderr))]);
endProcess();
