import { InputError } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answersOf, type Replies } from './answers.js';
import { nothing } from './replies.fixture.js';

test('nothing said is the default', () => {
  assert.equal(answersOf(nothing), {
    subject: 'protocols',
    sizes: ['64B', '64KiB'],
    clients: [1, 50],
    p99: undefined,
    throughput: undefined,
  });
});

test('a URL is a server of the user, whose replies have a size of their own', () => {
  const { subject, sizes } = answersOf({ ...nothing, measure: 'http://127.0.0.1:8080/health' });
  assert.equal(subject, { url: 'http://127.0.0.1:8080/health' });
  assert.equal(sizes, ['64B']);
});

test('commas and spaces separate', () => {
  const { sizes, clients } = answersOf({ ...nothing, size: '64B, 4KiB 1MiB', concurrency: '1,8' });
  assert.equal(sizes, ['64B', '4KiB', '1MiB']);
  assert.equal(clients, [1, 8]);
});

test('all that is wrong comes at once, with its flag', () => {
  let thrown: unknown;
  try {
    answersOf({ measure: 'https://x', size: '64', concurrency: '0', p99: '5', throughput: '2k' });
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof InputError)) throw new Error('it was accepted', { cause: thrown });
  assert.is(thrown.code, 'E_INIT');
  assert.equal(
    thrown.problems.map(({ path }) => path),
    ['--measure', '--size', '--concurrency', '--p99', '--throughput'],
  );
});

function problemsOf(replies: Partial<Replies>): InputError['problems'] {
  try {
    answersOf({ ...nothing, ...replies });
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

test('of two limits for one figure none is taken', () => {
  const message = 'there can be one only';
  assert.equal(problemsOf({ p99: '5ms 10ms', throughput: '1k/s,2k/s' }), [
    { path: '--p99', message },
    { path: '--throughput', message },
  ]);
});

test('what is nearly one of them is told which', () => {
  assert.is(problemsOf({ measure: 'protocol' })[0]?.nearest, 'protocols');
});

test.run();
