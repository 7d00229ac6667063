#!/usr/bin/env node
import { run, settings } from '@oclif/core';

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
} catch (error) {
  const { showFailure } = await import('./dist/failure/show-failure.js');
  showFailure(error);
}

// What a plugin has left running must not keep the command from its end.
const written = (stream) => new Promise((resolve) => stream.write('', resolve));
await Promise.all([written(process.stdout), written(process.stderr)]);
process.exit();
