import { readdirSync } from 'node:fs';

/**
 * `npm run bench NAME …`: runs a benchmark. What it takes stands at its head; options come after `--`, as npm would
 * take them for its own.
 */
const files = new URL('bench/', import.meta.url);
const [node = '', self = '', name = '', ...rest] = process.argv;
const names = readdirSync(files)
  .filter((file) => file.endsWith('.js'))
  .map((file) => file.slice(0, -'.js'.length));
if (names.includes(name)) {
  process.argv = [node, self, ...rest];
  await import(new URL(`${name}.js`, files).href);
} else {
  const fault = name === '' ? 'name a benchmark' : `there is no benchmark ${name}; there are`;
  console.error(`${fault}: ${names.join(', ')}`);
  process.exitCode = 2;
}
