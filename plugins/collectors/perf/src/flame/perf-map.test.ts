import { symlinkSync } from 'node:fs';
import { codeOf } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeFiles } from '@wiretax/core/testing';
import { linesInPerfMap, perfMapPath, removePerfMap, tidyPerfMap, withoutStale } from './perf-map.js';

const map = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

test('of functions that overlap the later one has what it covers', () => {
  const old = ['1000 100 JS:*old a.js:1:1', '3000 10 JS:*apart a.js:2:1'];
  const reused = ['1040 20 JS:*new b.js:1:1', '1080 80 JS:~cold b.js:2:1'];
  assert.is(
    withoutStale(map(...old, ...reused), 4),
    map(
      '1000 40 JS:*old a.js:1:1',
      '1040 20 JS:*new b.js:1:1',
      '1060 20 JS:*old a.js:1:1',
      '1080 80 JS:~cold b.js:2:1',
      '3000 10 JS:*apart a.js:2:1',
    ),
  );
});

test('a function that came while samples were taken and isn’t optimised leaves alone one that is', () => {
  const hot = '1000 100 JS:*hot a.js:1:1';
  const cold = '1010 20 JS:~cold b.js:1:1';
  const clipped = ['1000 10 JS:*hot a.js:1:1', cold, '1030 d0 JS:*hot a.js:1:1'];
  assert.is(withoutStale(map(hot, cold), 1), map(hot));
  assert.is(withoutStale(map(hot, cold), 2), map(...clipped));
  assert.is(withoutStale(map(cold, hot), 1), map(hot));
});

test('every address has the name that it was given last', () => {
  const range = fc.record({
    start: fc.integer({ min: 1, max: 60 }),
    size: fc.integer({ min: 1, max: 30 }),
    optimised: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(range, { maxLength: 20 }), fc.nat(20), (ranges, linesBefore) => {
      const lines = ranges.map(
        ({ start, size, optimised }, index) =>
          `${start.toString(16)} ${size.toString(16)} JS:${optimised ? '*' : '~'}f${String(index)}`,
      );
      const wanted = new Map<number, string>();
      ranges.forEach(({ start, size, optimised }, index) => {
        for (let address = start; address < start + size; address += 1) {
          const yields =
            !optimised && index >= linesBefore && wanted.get(address)?.startsWith('JS:*') === true;
          if (!yields) wanted.set(address, `JS:${optimised ? '*' : '~'}f${String(index)}`);
        }
      });
      const found: (readonly [number, string])[] = [];
      for (const line of withoutStale(map(...lines), linesBefore)
        .split('\n')
        .slice(0, -1)) {
        const [start = '', size = '', name = ''] = line.split(' ');
        for (let index = 0; index < parseInt(size, 16); index += 1)
          found.push([parseInt(start, 16) + index, name]);
      }
      assert.equal(
        found,
        [...wanted].sort(([a], [b]) => a - b),
      );
    }),
  );
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

test('a link in the place of a map is not followed, and removed', async () => {
  const { files } = nodeHost();
  // More than Linux gives.
  const pid = 1e8 + process.pid;
  const folder = await files.temporaryDirectory();
  const target = `${folder}/other`;
  await files.write(target, map('10 8 JS:*a x.js:1:1'));
  symlinkSync(target, perfMapPath(pid));
  try {
    assert.is(await linesInPerfMap(files, pid), 0);
    const refused = await tidyPerfMap(files, pid, 0).catch((thrown: unknown) => codeOf(thrown));
    assert.is(refused, 'E_LINK');
    await removePerfMap(files, pid);
    assert.is(await files.read(target), map('10 8 JS:*a x.js:1:1'));
    assert.is(await files.within('/tmp').exists(`perf-${String(pid)}.map`), false);
  } finally {
    await removePerfMap(files, pid);
    await files.remove(folder);
  }
});

test.run();
