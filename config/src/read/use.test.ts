import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { located } from './located.fixture.js';
import { ProblemList } from './problem-list.js';
import { labelOf, readUse } from './use.js';

test('a name alone', () => {
  assert.equal(readUse(located('tcp', 'transport'), 'transport'), { use: 'tcp', options: {}, label: 'tcp' });
});

test('a label tells the options', () => {
  assert.is(labelOf('semaphore', { maxInflight: 50 }), 'semaphore-50');
  assert.is(labelOf('grpc', { channels: 4, window: '64KiB' }), 'grpc-channels4-window64KiB');
  assert.is(labelOf('x', { path: '/a b/ü' }), 'x-_a_b_');
  assert.is(labelOf('x', { on: true, wide: false }), 'x-on-no-wide');
});

test('a secret shows as the variable that has it, and a label that is too long is not quoted', () => {
  assert.is(labelOf('door', { token: '$API_TOKEN' }), 'door-API_TOKEN');
  const problems = new ProblemList();
  readUse(located({ use: 'door', token: 'y'.repeat(80) }, 'flow', problems), 'flow');
  assert.equal(problems.problems, [
    { path: 'flow', message: 'its label has 85 characters, more than 64; give a shorter one with `as:`' },
  ]);
});

test('`as` gives the label and is no option', () => {
  const use = readUse(located({ use: 'grpc', channels: 4, as: 'grpc-4ch' }, 'transport'), 'transport');
  assert.equal(use, { use: 'grpc', options: { channels: 4 }, label: 'grpc-4ch' });
});

test('refuses what is no name, no label, or too long', () => {
  const problems = new ProblemList();
  for (const bad of [
    5,
    null,
    '',
    { options: 1 },
    { use: 'x', as: 'a/b' },
    { use: 'x', list: 'y'.repeat(80) },
  ]) {
    assert.is(readUse(located(bad, 'flow', problems), 'flow'), null);
  }
  assert.equal(
    problems.problems.map(({ path }) => path),
    ['flow', 'flow', 'flow', 'flow.use', 'flow.as', 'flow'],
  );
});

test.run();
