#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { run, settings } from '@oclif/core';

// Neither what is written here nor what programs that are started here write is for others to change.
process.umask(process.umask() | 0o022);
settings.enableAutoTranspile = false;
// Commands may leave it to results, and give what else is printed to standard error.
const writeResult = process.stdout.write.bind(process.stdout);
const [first, ...rest] = process.argv.slice(2);
const argv = first === 'help' ? [...rest, '--help'] : process.argv.slice(2);

try {
  const { loadConfig } = await import('./dist/startup/config.js');
  await run(argv, await loadConfig(fileURLToPath(import.meta.url)));
} catch (error) {
  const { showFailure } = await import('./dist/failure/show-failure.js');
  showFailure(error);
}

// What a plugin has left running must not keep the command from its end.
const written = (write) => new Promise((resolve) => write('', resolve));
await Promise.all([written(writeResult), written(process.stderr.write.bind(process.stderr))]);
process.exit();
