import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { painter } from './painter.js';

test('colour is there only when asked for, wherever the output goes', () => {
  assert.is(painter(true)('bold', 'x'), '\u001b[1mx\u001b[22m');
  assert.is(painter(false)('bold', 'x'), 'x');
});

test.run();
