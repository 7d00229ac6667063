import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { conflictIn, parseJson } from './json-text.js';

test('a byte order mark is no part of a text', () => {
  assert.equal(parseJson('\uFEFF{"a": 1}'), { a: 1 });
});

test('a merge that was not finished is said as that', () => {
  const text = '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> other\n}\n';
  assert.throws(() => parseJson(text), "line 2 is git's mark of a conflict; finish the merge");
  assert.throws(() => parseJson(text.replaceAll('\n', '\r\n')), 'line 2');
  assert.throws(() => parseJson('{'), /JSON/);
  assert.is(conflictIn('a: "<<<<<<<"\n'), undefined);
});

test.run();
