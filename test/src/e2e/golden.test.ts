import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { goldenFolder, goldenSheets } from './golden-sheets.js';

test('a stored run is told as it was, byte for byte; what is meant to differ is written by npm run golden', async () => {
  for (const [file, text] of await goldenSheets()) {
    const [was, is] = [readFileSync(join(goldenFolder, file), 'utf8').split('\n'), text.split('\n')];
    const at = was.findIndex((line, index) => line !== is[index]);
    const where = `${file}, line ${String(at + 1)}`;
    assert.is(at < 0 ? '' : `${where}: ${is[at] ?? ''}`, at < 0 ? '' : `${where}: ${was[at] ?? ''}`);
    assert.is(is.length, was.length, `${file} has more lines`);
  }
});

test.run();
