import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inFull } from './reporters.js';

test('in full, the table stands where the summary stood, once', () => {
  assert.equal(inFull(['summary', 'html']), ['table', 'html']);
  assert.equal(inFull(['csv', 'summary']), ['csv', 'table']);
  assert.equal(inFull(['summary', 'table', 'csv']), ['table', 'csv']);
  assert.equal(inFull(['csv']), ['table', 'csv']);
  assert.equal(inFull([]), ['table']);
});

test.run();
