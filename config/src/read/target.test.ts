import fc from 'fast-check';
import type { Target } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readExperiment } from './experiment.js';
import { ProblemList } from './problem-list.js';

function read(target: unknown): readonly Target[] | string {
  const problems = new ProblemList();
  const { experiment } = readExperiment({ target }, 'study', problems);
  return problems.problems.length === 0
    ? experiment.axes.target
    : problems.problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
}

const at = (scheme: string, address: string, label: string, workload?: object): readonly unknown[] => [
  {
    label,
    server: { scheme, endpoint: { link: 'tcp', address }, ...(workload === undefined ? {} : { workload }) },
  },
];

for (const [written, expected] of [
  ['own', [{ label: 'own' }]],
  ['tcp://127.0.0.1:4000', at('tcp', '127.0.0.1:4000', '127.0.0.1-4000')],
  ['http://bench-2', at('http', 'bench-2:80', 'bench-2-80')],
  ['grpc://[::1]:50051', at('grpc', '[::1]:50051', '1-50051')],
  ['http://h:81/a/b?c=d', at('http', 'h:81', 'h-81-a-b_c=d', { method: 'GET', path: '/a/b?c=d' })],
  ['grpc://h:81/p.S/M', at('grpc', 'h:81', 'h-81-p.S-M', { method: 'POST', path: '/p.S/M' })],
  [
    { url: 'http://h:81/x', as: 'mine', method: 'PUT' },
    at('http', 'h:81', 'mine', { method: 'PUT', path: '/x' }),
  ],
] as const) {
  test(`${JSON.stringify(written)} is a target`, () => {
    assert.equal(read(written), expected);
  });
}

for (const [written, problem] of [
  ['tcp://h', /has no port; write tcp:\/\/h:PORT/],
  ['h:80', /isn't the address of a server/],
  ['http://h:99999', /isn't the address/],
  ['http://h:80/a b', /isn't the address/],
  [5, /isn't the address/],
  [['http://h', 'http://h:80'], /h-80 is already at target\[0\]/],
] as const) {
  test(`${JSON.stringify(written)} is refused`, () => {
    const found = read(written);
    assert.ok(typeof found === 'string' && problem.test(found), JSON.stringify(found));
  });
}

test('whatever is written, what comes of it is a label that fits a file name, or a problem', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.anything()), (written) => {
      const found = read(written);
      if (typeof found === 'string') return;
      for (const { label } of found) assert.match(label, /^[\w=.-]{1,64}$/);
    }),
  );
});

test.run();
