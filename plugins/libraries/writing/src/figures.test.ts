import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  compact,
  counted,
  duration,
  factor,
  figure,
  micros,
  microsText,
  none,
  percent,
  percentText,
  ratio,
  roughDuration,
  whole,
} from './figures.js';

test('figures', () => {
  assert.equal([0, 0.5123, 51.23, 1040, 118_432, -2.5].map(figure), [
    '0',
    '0.512',
    '51.2',
    '1,040',
    '118,000',
    '-2.50',
  ]);
  assert.equal([micros(51_234), micros(null), micros(undefined)], ['51.2', none, none]);
  assert.equal([percent(0.984), percent(undefined), percent(Number.NaN)], ['98', none, none]);
  assert.equal([percentText(0.984), percentText(0.9844, 1), percentText(null)], ['98 %', '98.4 %', none]);
  assert.equal([duration(18_800), duration(null)], ['18.8 µs', none]);
  assert.equal([4200, 42_400, 1_040_000, -500].map(microsText), [
    '4.20 µs',
    '42.4 µs',
    '1040 µs',
    '-0.50 µs',
  ]);
  assert.equal(
    [whole(1_048_576), counted(1, 'cell'), counted(1024, 'cell')],
    ['1,048,576', '1 cell', '1,024 cells'],
  );
  // Three digits also where rounding makes one more of them.
  assert.equal([figure(999.9), figure(0.9999), figure(1.2e-7)], ['1,000', '1.00', '0.000000120']);
  assert.equal([ratio(3.14), ratio(31.4), ratio(null)], ['3.1', '31', none]);
});

test('figures where there is little room', () => {
  assert.equal([0, 5.934, 695, 5934, 94_096, 538_321, 1_204_000, null].map(compact), [
    '0.00',
    '5.93',
    '695',
    '5.93k',
    '94.1k',
    '538k',
    '1.20M',
    none,
  ]);
  assert.equal([1.042, 1.949, 1.951, 3.04, 9.949, 9.96, 12.1, 999.6, 1001, undefined].map(factor), [
    '1.04×',
    '1.95×',
    '2.0×',
    '3.0×',
    '9.9×',
    '10×',
    '12×',
    '1000×',
    'over 1000×',
    none,
  ]);
  assert.equal([12_000, 64_600, 120_000, 7_380_000].map(roughDuration), [
    '12 s',
    '1 min 5 s',
    '2 min',
    '2 h 3 min',
  ]);
});

test('a figure is its number to half a per cent, and what is no number has none', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e15, noNaN: true }), (value) => {
      const shown = Number(figure(value).replaceAll(',', ''));
      assert.ok(Math.abs(shown / value - 1) <= 0.005 + 1e-9, `${String(value)}: ${figure(value)}`);
    }),
  );
  for (const nothing of [null, undefined, Number.NaN, Infinity, -Infinity]) assert.is(figure(nothing), none);
});

test.run();
