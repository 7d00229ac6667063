import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../test-files.js';
import { picturedRuns } from './pictures.js';

// Takes a run's folder as one that pictures are drawn of: `node test/dist/docs/write-pictured-run.js figures FOLDER`.

const [name, folder] = process.argv.slice(2);
if ((name !== 'figures' && name !== 'stacks') || folder === undefined)
  throw new Error('figures or stacks, and the folder of a run');

/** What reports read. */
const kept =
  /^(?:manifest\.json|checks\.json|trials\.jsonl|trials\/[^/]+\/\d+\/(?:[\w-]+\.hlog|[^/]+\/stacks\.folded))$/;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => kept.test(file) && statSync(join(folder, file)).isFile())
  .sort()
  .map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
const packed = gzipSync(JSON.stringify({ id: basename(folder), files: Object.fromEntries(files) }), {
  level: 9,
});
const path = join(root, 'test', 'fixtures', picturedRuns[name]);
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, packed);
console.log(`${String(files.length)} files, ${String(packed.length)} bytes`);
