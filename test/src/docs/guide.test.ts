import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { blocks, guideFile, sourceOf } from './guide.js';

for (const { language, file, text, line } of blocks()) {
  if (language === 'console') continue;
  test(`the block at line ${String(line)} of the guide is ${file}`, () => {
    assert.ok(file !== '', `name the file below test/src/guide behind \`\`\`${language}`);
    const same = text === sourceOf(file);
    assert.ok(same, `${guideFile}:${String(line)} differs from test/src/guide/${file}; make them the same`);
  });
}

test('every file of the guide is shown in it', () => {
  const shown = blocks().map(({ file }) => file);
  assert.equal(
    readdirSync(join(root, 'test', 'src', 'guide')).filter((file) => !shown.includes(file)),
    [],
  );
});

for (const [what, file, limit] of [
  ['transport', 'h2.ts', 15],
  ['collector', 'switches.ts', 25],
  ['flow control', 'eight.ts', 10],
] as const) {
  test(`the small ${what} has at most ${String(limit)} lines`, () => {
    const own = sourceOf(file)
      .replaceAll(/^import [^]*?;\n/gm, '')
      .replace(/^export default [^]*/m, '');
    const lines = own.split('\n').filter((line) => !/^\s*(?:$|\/\/|\/?\*)/.test(line));
    assert.ok(lines.length > 5 && lines.length <= limit, `${file} has ${String(lines.length)}`);
  });
}

test.run();
