import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Experiment, Transport, TransportCapabilities } from '@wiretax/core';
import { planCells } from '@wiretax/core/runtime';
import { sampleExperiment, square, use } from '@wiretax/core/testing';
import { ProblemList } from '../config/problem-list.js';
import { checkCapabilities } from './capabilities.js';

const capabilities: Readonly<Record<string, TransportCapabilities>> = {
  tcp: { links: ['tcp', 'unix'], connections: 'per-client', maxMessageBytes: 1024 },
  grpc: { links: ['tcp', 'unix'], connections: 'shared', maxMessageBytes: 2 ** 30 },
  null: { links: ['memory'], connections: 'shared', maxMessageBytes: 2 ** 30 },
};
const transports = {
  get: (name: string): Transport | undefined => {
    const supports = capabilities[name];
    return supports === undefined ? undefined : ({ supports } as Transport);
  },
};

function problemsOf(experiment: Experiment, config: Readonly<Record<string, unknown>>, openFiles?: number) {
  const problems = new ProblemList();
  checkCapabilities(planCells(experiment), transports, openFiles, config, problems);
  return problems.problems;
}

test('a link that a transport does not run over is refused once, with the exclude to add', () => {
  const axes = { transport: [use('grpc'), use('null')], link: ['tcp', 'unix'] as const };
  const problems = problemsOf(sampleExperiment(axes), { link: ['tcp', 'unix'] });
  assert.equal(
    problems.map(({ path }) => path),
    ['link[0]', 'link[1]'],
  );
  assert.match(
    problems[0]?.message ?? '',
    /null doesn't run over tcp.*exclude: \[\{transport: "null", link: tcp\}\]/,
  );
});

test('the excluded combination is no longer refused', () => {
  const exclude = [{ transport: [use('null')], link: ['unix'] as const }];
  const axes = { transport: [use('grpc'), use('null')], link: ['memory', 'unix'] as const };
  const problems = problemsOf(sampleExperiment(axes, { exclude }), { link: ['memory', 'unix'] });
  assert.equal(
    problems.map(({ message }) => message.includes('grpc doesn')),
    [true],
  );
});

test('more clients than files: counted per client, for transports with a connection each', () => {
  const axes = { transport: [use('tcp'), use('grpc')], size: [square(1)], concurrency: [1, 936, 937] };
  const problems = problemsOf(sampleExperiment(axes), { concurrency: [1, 936, 937] }, 1000);
  assert.is(problems.length, 1);
  assert.is(problems[0]?.path, 'concurrency[2]');
  assert.match(problems[0]?.message ?? '', /937 clients over tcp need 1001 open files.*1000.*ulimit -n/);
  assert.equal(problemsOf(sampleExperiment(axes), {}, undefined), []);
});

test('a message that a transport can not carry', () => {
  const axes = { transport: [use('tcp')], size: [square(1024), { requestBytes: 1, replyBytes: 2048 }] };
  const config = { size: ['1KiB', { request: '1B', reply: '2KiB' }] };
  const problems = problemsOf(sampleExperiment(axes), config);
  assert.equal(
    problems.map(({ path }) => path),
    ['size[1]'],
  );
});

test('an included value is named where it is', () => {
  const include = [{ concurrency: [5000] }];
  const problems = problemsOf(
    sampleExperiment({ size: [square(1)] }, { include }),
    { include: [{ concurrency: 5000 }] },
    100,
  );
  assert.is(problems.at(-1)?.path, 'include[0].concurrency');
});

test.run();
