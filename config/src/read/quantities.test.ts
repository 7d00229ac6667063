import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { located } from './located.fixture.js';
import { ProblemList } from './problem-list.js';
import { readBytes, readDurationNs, readInteger, readPeriodMs, readSize } from './quantities.js';

test('reads sizes, symmetric or not', () => {
  const problems = new ProblemList();
  assert.equal(readSize(located('4KiB', 'size', problems)), { requestBytes: 4096, replyBytes: 4096 });
  assert.equal(readSize(located({ request: '64B', reply: '64KiB' }, 'size', problems)), {
    requestBytes: 64,
    replyBytes: 65536,
  });
  assert.equal(problems.problems, []);
});

test('says which units there are when one is unknown or missing', () => {
  const problems = new ProblemList();
  assert.is(readBytes(located('64XB', 'size[1]', problems)), null);
  assert.is(readBytes(located(64, 'size[2]', problems)), null);
  assert.equal(
    problems.problems.map(({ path }) => path),
    ['size[1]', 'size[2]'],
  );
  assert.match(problems.problems[0]?.message ?? '', /"64XB" isn't a size.*KiB, MiB/);
});

test('a half of a size that is missing is named', () => {
  const problems = new ProblemList();
  assert.is(readSize(located({ request: '64B' }, 'size', problems)), null);
  assert.match(problems.problems[0]?.message ?? '', /^is missing/);
  assert.is(problems.problems[0]?.path, 'size.reply');
});

test('a duration of zero needs no unit, any other does', () => {
  const problems = new ProblemList();
  assert.is(readDurationNs(located(0, 'serviceTime', problems)), 0);
  assert.is(readDurationNs(located('1ms', 'serviceTime', problems)), 1e6);
  assert.equal(problems.problems, []);
  assert.is(readDurationNs(located(5, 'serviceTime', problems)), null);
  assert.is(problems.problems.length, 1);
});

test('a window must be longer than zero', () => {
  const problems = new ProblemList();
  assert.is(readPeriodMs(located('400ms', 'duration', problems)), 400);
  assert.is(readPeriodMs(located('0s', 'duration', problems)), null);
  assert.match(problems.problems[0]?.message ?? '', /longer than 0/);
});

test('a duration is at most a week', () => {
  const problems = new ProblemList();
  assert.is(readDurationNs(located('168h', 'duration', problems)), 168 * 3600e9);
  for (const long of ['169h', '1000000000 s', `${'9'.repeat(320)}h`])
    assert.is(readDurationNs(located(long, 'duration', problems)), null);
  assert.equal(
    problems.problems.map(({ message }) => /longer than 168h|isn't a duration/.exec(message)?.[0]),
    ['longer than 168h', 'longer than 168h', "isn't a duration"],
  );
});

test('whole numbers have a least value', () => {
  const problems = new ProblemList();
  assert.is(readInteger(located(1, 'concurrency', problems), 1), 1);
  for (const bad of [0, -1, 1.5, '1', null, Number.NaN, 2 ** 60]) {
    assert.is(readInteger(located(bad, 'concurrency', problems), 1), null);
  }
  assert.is(problems.problems.length, 7);
  assert.is(readInteger(located(11, 'concurrency', problems), 1, 10), null);
  assert.match(problems.problems[7]?.message ?? '', "11 isn't a whole number from 1 to 10");
});

test.run();
