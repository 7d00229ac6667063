import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plainAxes, readAxes } from './axes.js';
import { located } from './located.fixture.js';
import { ProblemList } from './problem-list.js';

function read(raw: Readonly<Record<string, unknown>>) {
  const problems = new ProblemList();
  return { axes: plainAxes(readAxes(located(raw, '', problems))), problems: problems.problems };
}

test('a single value stands for a list of one', () => {
  const { axes, problems } = read({
    transport: 'tcp',
    size: '64B',
    concurrency: 10,
    link: 'unix',
    serviceTime: 0,
  });
  assert.equal(problems, []);
  assert.equal(axes, {
    transport: [{ use: 'tcp', options: {}, label: 'tcp' }],
    size: [{ requestBytes: 64, replyBytes: 64 }],
    concurrency: [10],
    link: [{ use: 'unix', options: {}, label: 'unix' }],
    serviceTimeNs: [0],
  });
});

test('axes that are not given are left out', () => {
  assert.equal(read({}).axes, {});
});

test('a list of flows composes, none is no flow control', () => {
  const { axes, problems } = read({ flow: ['none', { use: 'semaphore', maxInflight: 50 }, ['a', 'b']] });
  assert.equal(problems, []);
  assert.equal(
    axes.flow?.map((flow) => flow.map((use) => use.label)),
    [[], ['semaphore-50'], ['a', 'b']],
  );
  assert.is(read({ flow: [['none', 'a']] }).problems[0]?.path, 'flow[0][0]');
});

test('the bare word null in a list of transports is the transport null', () => {
  const { axes, problems } = read({ transport: ['tcp', null, { use: null, as: 'x' }] });
  assert.equal(problems, []);
  assert.equal(
    axes.transport?.map((use) => use.use),
    ['tcp', 'null', 'null'],
  );
  assert.match(read({ transport: null }).problems[0]?.message ?? '', /"null" in quotes/);
});

test('every bad value is reported with its key path and the nearest name', () => {
  const { problems } = read({
    size: ['64B', '64XB'],
    concurrency: [0, 1.5],
    link: 7,
    placement: ['splt'],
    codec: [],
    serviceTime: ['1q'],
  });
  assert.equal(
    problems.map(({ path }) => path),
    ['size[1]', 'concurrency[0]', 'concurrency[1]', 'codec', 'link', 'placement[0]', 'serviceTime[0]'],
  );
  assert.is(problems[5]?.nearest, 'split');
});

test('the same value twice is refused, naming both places', () => {
  const { problems } = read({
    size: ['1KiB', '1024B'],
    transport: [
      { use: 'grpc', channels: 4 },
      { use: 'grpc', window: 4 },
    ],
  });
  assert.equal(
    problems.map(({ path }) => path),
    ['transport[1]', 'size[1]'],
  );
  assert.match(problems[0]?.message ?? '', /grpc-4 is already at transport\[0\].*`as:`/);
});

test.run();
