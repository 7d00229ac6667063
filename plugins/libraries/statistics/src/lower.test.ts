import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lowerOf } from './lower.js';

test('lower is what is lower by more than 3 % and by more than chance', () => {
  assert.is(lowerOf({ ratio: 1.1, pValue: 0.01 }), 'a');
  assert.is(lowerOf({ ratio: 0.9, pValue: 0.01 }), 'b');
  assert.is(lowerOf({ ratio: 1.1, pValue: 0.06 }), null);
  assert.is(lowerOf({ ratio: 1.02, pValue: 1e-9 }), null);
  assert.is(lowerOf({ ratio: 1.1, pValue: 0.01 }, 0.08), null);
});

test('without an interval only by more than 30 %', () => {
  assert.is(lowerOf({ ratio: 1.2, pValue: null }), null);
  assert.is(lowerOf({ ratio: 1.4, pValue: null }), 'a');
});

test.run();
