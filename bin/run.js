#!/usr/bin/env node
import { flush, run, settings } from '@oclif/core';

settings.enableAutoTranspile = false;
const [first, ...rest] = process.argv.slice(2);
const argv = first === 'help' ? [...rest, '--help'] : process.argv.slice(2);

// oclif warns about an installed plugin that it can't load in five lines that don't name it.
const printers = process.listeners('warning');
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (!warning.name.endsWith('Plugin: wiretax')) for (const print of printers) print(warning);
  else process.stderr.write(`warning: an installed plugin can't be loaded; wiretax doctor says which\n`);
});

try {
  await run(argv, import.meta.url);
  await flush();
} catch (error) {
  const { showFailure } = await import('./dist/failure/show-failure.js');
  showFailure(error);
}
