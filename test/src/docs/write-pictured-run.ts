import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../test-files.js';
import { picturedRun } from './pictures.js';

// Takes a run's folder as the one that pictures are drawn of: what reports read, and the stacks of two cells.

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which run? Name its folder');

const kept = /^(?:manifest\.json|trials\.jsonl|trials\/[^/]+\/\d+\/(?:[\w-]+\.hlog|[^/]+\/stacks\.folded))$/;
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
const files = Object.fromEntries(
  names
    .filter((name) => kept.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const packed = gzipSync(JSON.stringify({ id: basename(folder), files }), { level: 9 });
const path = join(root, 'test', 'fixtures', picturedRun);
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, packed);
console.log(`${String(Object.keys(files).length)} files, ${String(packed.length)} bytes`);
