import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { blocks, guideFiles, sourceOf } from './guide.js';

for (const page of guideFiles)
  for (const { language, file, text, line } of blocks(page)) {
    if (language === 'console') continue;
    test(`the block at line ${String(line)} of ${page} is ${file}`, () => {
      assert.ok(file !== '', `name the file below test/src/guide behind \`\`\`${language}`);
      const same = text === sourceOf(file);
      assert.ok(same, `${page}:${String(line)} differs from test/src/guide/${file}; make them the same`);
    });
  }

test('every file of the guides is shown in one', () => {
  const shown = guideFiles.flatMap((page) => blocks(page).map(({ file }) => file));
  assert.equal(
    readdirSync(join(root, 'test', 'src', 'guide')).filter((file) => !shown.includes(file)),
    [],
  );
});

for (const [what, file, limit] of [
  ['transport', 'h2.ts', 15],
  ['collector', 'switches.ts', 25],
  ['flow control', 'eight.ts', 10],
  ['load', 'pulse.ts', 5],
  ['link', 'apart.ts', 6],
  ['topology', 'relay.ts', 25],
  ['launcher', 'inside.ts', 25],
] as const) {
  test(`the small ${what} has at most ${String(limit)} lines`, () => {
    const own = sourceOf(file)
      .replaceAll(/^import [^]*?;\n/gm, '')
      .replace(/^export default [^]*/m, '');
    const lines = own.split('\n').filter((line) => !/^\s*(?:$|\/\/|\/?\*)/.test(line));
    assert.ok(lines.length > 3 && lines.length <= limit, `${file} has ${String(lines.length)}`);
  });
}

test.run();
