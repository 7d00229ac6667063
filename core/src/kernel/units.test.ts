import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  formatDuration,
  formatLevel,
  formatRatio,
  formatSize,
  parseDuration,
  parseSize,
  significant,
  durationSchema,
  parseRate,
  rateSchema,
} from './units.js';

test('sizes are read and written', () => {
  const sizes: [string, number][] = [
    ['0B', 0],
    ['64B', 64],
    ['4KiB', 4096],
    ['64KiB', 65536],
    ['1.5KiB', 1536],
    ['4MiB', 4194304],
    ['1kB', 1000],
  ];
  for (const [text, bytes] of sizes) assert.is(parseSize(text), bytes, text);
  for (const text of ['64XB', '64', 'B', '-1B', '1e3B', '0.3B', '64b', ''])
    assert.is(parseSize(text), undefined, text);
  assert.is(formatSize(65536), '64KiB');
  assert.is(formatSize(1000), '1000B');
  assert.is(formatSize(0), '0B');
});

test('durations are read and written', () => {
  assert.is(parseDuration('500ms'), 5e8);
  assert.is(parseDuration('1.5s'), 15e8);
  assert.is(parseDuration('150us'), 150e3);
  assert.is(parseDuration('2m'), 120e9);
  for (const text of ['5', 'ms', '5 weeks', '-1s']) assert.is(parseDuration(text), undefined, text);
  assert.is(formatDuration(18_800), '18.8 µs');
  assert.is(formatDuration(1_083_462_000), '1.08 s');
  assert.is(formatDuration(0), '0 ns');
});

test('figures keep three significant digits', () => {
  assert.equal([0.01234, 1.05, 18.84, 1234, 0].map(significant), ['0.0123', '1.05', '18.8', '1234', '0']);
});

test('a ratio to nothing is told as far as it is known', () => {
  assert.equal([1.953, 0.18, 801, 1, 1000, 103_479_294, Infinity, NaN, 0, 1e-9].map(formatRatio), [
    '1.95',
    '0.180',
    '801',
    '1.00',
    '1000',
    'over 1,000',
    'over 1,000',
    'NaN',
    'under 0.001',
    'under 0.001',
  ]);
});

test('no interval is of 100 %', () => {
  assert.equal(
    [0.95, 0.9, 1 - 0.05 / 3, 1 - 0.05 / 26, 1 - 0.05 / 75, 1 - 0.05 / 999, 0.99].map(formatLevel),
    ['95 %', '90 %', '98.3 %', '99.81 %', '99.933 %', '99.995 %', '99 %'],
  );
});

test('a rate is calls per second, whatever the unit of time', () => {
  const written = ['2000/s', '90/min', '90 / m', '0.5/s', '7200/h', 500];
  assert.equal(written.map(parseRate), [2000, 1.5, 1.5, 0.5, 2, 500]);
  for (const wrong of ['0/s', '2000', '/s', '-1/s', '1/d', '1e3/s', 0, -2, Infinity, undefined, null])
    assert.is(parseRate(wrong), undefined, String(wrong));
});

test('what the schemas of options let through can be read, and nothing else can', () => {
  const lets = (schema: { readonly pattern: string }, text: string): boolean =>
    new RegExp(schema.pattern, 'u').test(text);
  for (const text of ['2000/s', '90/min', '0.5 / h', '0/s', '0.0/s', '/s', '10s', '1/d'])
    assert.is(lets(rateSchema, text), parseRate(text) !== undefined, text);
  for (const text of ['5ms', '0.5 s', '10us', '3µs', '0ms', '5', 'ms', '5/s'])
    assert.is(lets(durationSchema, text), (parseDuration(text) ?? 0) > 0, text);
});

test.run();
