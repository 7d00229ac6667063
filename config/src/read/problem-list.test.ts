import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ProblemList } from './problem-list.js';

test('the first fifty are kept, the others counted', () => {
  const list = new ProblemList();
  for (let index = 0; index < 50; index += 1) list.add(`size[${String(index)}]`, 'is odd');
  assert.ok(list.isFull);
  assert.is(list.problems.length, 50);
  for (let index = 0; index < 7; index += 1) list.add('seed', 'is odd');
  assert.is(list.problems.length, 51);
  assert.equal(list.problems.at(-1), { path: '', message: 'and 7 more' });
});

test('a path is covered by what is at it or below it', () => {
  const list = new ProblemList();
  list.add('size[1].reply', 'is missing');
  assert.ok(['size', 'size[1]', 'size[1].reply'].every((path) => list.covers(path)));
  assert.not.ok(['siz', 'size[10]', 'size[1].reply.x'].some((path) => list.covers(path)));
});

test.run();
