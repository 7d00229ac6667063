import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { figure, micros, none, percent, ratio } from './figures.js';

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
  assert.equal([ratio(3.14), ratio(31.4), ratio(null)], ['3.1', '31', none]);
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
