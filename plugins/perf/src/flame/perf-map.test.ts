import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeFiles } from '@wiretax/core/testing';
import { linesInPerfMap, perfMapPath, tidyPerfMap, withoutStale } from './perf-map.js';

const map = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

test('of functions that overlap the later one stays', () => {
  const old = ['1000 100 JS:*old a.js:1:1', '3000 10 JS:*apart a.js:2:1'];
  const reused = ['1040 20 JS:*new b.js:1:1', '1080 20 JS:~cold b.js:2:1'];
  assert.is(
    withoutStale(map(...old, ...reused), 4),
    map('1040 20 JS:*new b.js:1:1', '1080 20 JS:~cold b.js:2:1', '3000 10 JS:*apart a.js:2:1'),
  );
});

test('a function that came while samples were taken and isn’t optimised gives way to one that is', () => {
  const hot = '1000 100 JS:*hot a.js:1:1';
  const cold = '1010 20 JS:~cold b.js:1:1';
  assert.is(withoutStale(map(hot, cold), 1), map(hot));
  assert.is(withoutStale(map(hot, cold), 2), map(cold));
  assert.is(withoutStale(map(cold, hot), 1), map(hot));
});

test('lines that are none, and the last one if it is torn, are left out', () => {
  assert.is(
    withoutStale('nonsense\n10 0 JS:*empty\n1000 10 Builtin:Foo\n2000 10 JS:*to', 0),
    map('1000 10 Builtin:Foo'),
  );
});

test('the map of a process is replaced, if there is one', async () => {
  const path = perfMapPath(7);
  const files = fakeFiles({ [path]: map('10 8 JS:*a x.js:1:1', '10 8 JS:*b x.js:2:1') });
  assert.is(await linesInPerfMap(files, 7), 2);
  assert.ok(await tidyPerfMap(files, 7, 2));
  assert.is(await files.read(path), map('10 8 JS:*b x.js:2:1'));
  assert.is(await linesInPerfMap(files, 8), 0);
  assert.not(await tidyPerfMap(files, 8, 0));
});

test.run();
