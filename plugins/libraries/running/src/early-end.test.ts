import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { earlyEndText } from './early-end.js';

const suspects = [
  { plugin: { name: 'first' }, entry: 'file:///plugins/first/index.js' },
  { plugin: { name: 'second' }, entry: 'file:///plugins/second/index.js' },
];
const native = '    at process.exit (node:internal/process/per_thread:189:24)';

test('who called process.exit, and where', () => {
  for (const frame of [
    'tap (file:///plugins/first/lib/a.js:3:9)',
    'file:///plugins/first/index.js:3:9',
    'async x (/plugins/../plugins/first.js:3:9)',
  ]) {
    const text = earlyEndText(0, `Error\n${native}\n    at ${frame}`, suspects);
    assert.match(text, /^error E_ENDED_EARLY: /);
    assert.match(text, /called process\.exit\(0\) in \S+first\S*\.js:3\. /);
    assert.is(text.includes('plugin first called'), frame.includes('file:'));
  }
});

test('nobody in particular', () => {
  assert.match(
    earlyEndText(3, `Error\n${native}`, suspects),
    /likely a plugin, called process\.exit\(3\)\. /,
  );
  assert.match(earlyEndText(13, 'Error', suspects), /waits for what can never come, likely in second, /);
});

test.run();
