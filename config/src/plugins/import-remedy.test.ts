import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { importRemedy } from './import-remedy.js';

/** What Node.js says about a module, and what we add. */
async function remedyFor(file: string, text: string, type?: string): Promise<string | undefined> {
  let remedy: string | undefined;
  const manifest = type === undefined ? {} : { 'package.json': { type } };
  await inFolder({ ...manifest }, async (folder) => {
    const entry = join(folder, file);
    writeFileSync(entry, text);
    remedy = await import(pathToFileURL(entry).href).then(
      () => 'it was imported',
      (error: unknown) => importRemedy(error, entry, '0.1.0'),
    );
  });
  return remedy;
}

test('CommonJS where a module is expected', async () => {
  const says = /^plugins are ES modules: write import and export/;
  assert.match((await remedyFor('a.mjs', 'module.exports = {};')) ?? '', says);
  assert.match((await remedyFor('a.js', 'const x = require("node:fs");', 'module')) ?? '', says);
  assert.match((await remedyFor('a.mjs', 'exports.default = {};')) ?? '', says);
  assert.match((await remedyFor('a.js', 'import "node:fs";', 'commonjs')) ?? '', says);
  assert.match((await remedyFor('a.cjs', 'require("@wiretax/core");')) ?? '', says);
});

test('TypeScript that this Node.js does not run', async () => {
  const says = /^it is TypeScript: compile it \(npx tsc\)/;
  assert.match((await remedyFor('a.ts', 'enum A { b }\nexport default A;')) ?? '', says);
});

test('an export that core does not have, or has elsewhere', () => {
  const error = new SyntaxError(
    "The requested module '@wiretax/core' does not provide an export named 'defineLink'",
  );
  assert.match(
    importRemedy(error, '/x/index.js', '0.1.0') ?? '',
    /^@wiretax\/core 0\.1\.0 has no defineLink, and is the one that every plugin gets: update wiretax/,
  );
});

test('nothing is added to what is plain', async () => {
  assert.is(await remedyFor('a.mjs', 'throw new Error("no luck today");'), undefined);
  assert.is(await remedyFor('a.mjs', 'import "./not-there.mjs";'), undefined);
});

test.run();
