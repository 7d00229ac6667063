import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { storedFixture } from '../e2e/stored-fixture.js';
import { root } from '../test-files.js';
import { mostBytes, pictureFolder, picturedRuns, pictures } from './pictures.js';

test('pictures are small, and what they show is stored', () => {
  for (const name of Object.values(pictures)) {
    const { size } = statSync(join(pictureFolder, name));
    assert.ok(size > 2000 && size <= mostBytes, `${name}: ${String(size)} bytes`);
  }
  for (const name of Object.values(picturedRuns)) {
    assert.ok(statSync(join(root, 'test', 'fixtures', name)).size < 300_000, name);
  }
  const { id } = storedFixture(picturedRuns.figures);
  const screen = readFileSync(join(pictureFolder, pictures.screen), 'utf8');
  assert.ok(id.split('-').length >= 3 && screen.includes('$ wiretax report last'));
  assert.not.match(screen, /\u001b|run\.js|\/home\/|\/root\//);
});

test.run();
