import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { merge } from './merge.js';

test('objects merge all the way down', () => {
  const merged = merge(
    { settings: { pin: { nice: 0, server: '1' } }, a: 1 },
    { settings: { pin: { nice: 5 } } },
  );
  assert.equal(merged, { settings: { pin: { nice: 5, server: '1' } }, a: 1 });
});

test('lists and plain values replace', () => {
  assert.equal(merge({ size: ['64B', '4KiB'], seed: 1 }, { size: ['1B'], seed: 2 }), {
    size: ['1B'],
    seed: 2,
  });
  assert.equal(merge({ size: ['64B'] }, { size: { request: '1B', reply: '2B' } }), {
    size: { request: '1B', reply: '2B' },
  });
});

test('a {use} replaces another, options and all', () => {
  const merged = merge({ load: { use: 'open', rate: 100 } }, { load: { use: 'closed' } });
  assert.equal(merged, { load: { use: 'closed' } });
});

test('changes neither side', () => {
  const base = { a: { b: 1 } };
  merge(base, { a: { c: 2 } });
  assert.equal(base, { a: { b: 1 } });
});

test.run();
