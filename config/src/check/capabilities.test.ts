import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Codec, Experiment, Transport, TransportCapabilities } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';
import type { CatalogEntry, Kernel } from '@wiretax/core/run';
import { sampleExperiment, square, use } from '@wiretax/core/testing';
import { readExperiment } from '../read/experiment.js';
import { ProblemList } from '../read/problem-list.js';
import { checkCapabilities } from './capabilities.js';
import { links } from './links.fixture.js';
import type { SystemLimits } from './system-limits.js';

const capabilities: Readonly<Record<string, TransportCapabilities>> = {
  tcp: { forms: ['socket'], connections: 'per-client', maxMessageBytes: 1024 },
  grpc: { forms: ['socket'], connections: 'shared', maxMessageBytes: 2 ** 30 },
  null: { forms: ['process'], connections: 'shared', maxMessageBytes: 2 ** 30 },
};
const owner = { name: 'stack', version: '1.0.0' };
const transports = {
  entry: (name: string): CatalogEntry<Transport> | undefined => {
    const fixed = capabilities[name];
    if (fixed === undefined) return undefined;
    const supports = ({ limit = fixed.maxMessageBytes }: { limit?: number }) => ({
      ...fixed,
      maxMessageBytes: limit,
    });
    return { name, owner, contribution: { supports } as Transport };
  },
};
/** Ten bytes beside the data, which \`wide\` writes in hexadecimal. */
const codecs = {
  entry: (name: string): CatalogEntry<Codec> => {
    const encode: Codec['encode'] = ({ data }) =>
      new Uint8Array(10 + data.length * (name === 'wide' ? 2 : 1));
    return { name, owner, contribution: { encode } as Codec };
  },
};
const kernel = { transports, codecs, links } as unknown as Kernel;

function problemsOf(
  experiment: Experiment,
  config: Readonly<Record<string, unknown>>,
  limits: Partial<SystemLimits> = {},
) {
  const problems = new ProblemList();
  checkCapabilities(
    planCells(experiment),
    kernel,
    { openFiles: undefined, localPorts: undefined, ...limits },
    readExperiment(config, 'study', new ProblemList()).matrices,
    problems,
  );
  return problems.problems;
}

test('a link that a transport does not run over is refused once, with the exclude to add', () => {
  const axes = { transport: [use('grpc'), use('null')], link: [use('tcp'), use('unix')] };
  const problems = problemsOf(sampleExperiment(axes), { link: ['tcp', 'unix'] });
  assert.equal(
    problems.map(({ path }) => path),
    ['link[0]', 'link[1]'],
  );
  assert.match(
    problems[0]?.message ?? '',
    /null doesn't run over tcp \(only memory\); add exclude: \[\{transport: "null", link: tcp\}\]/,
  );
});

test('the excluded combination is no longer refused', () => {
  const exclude = [{ transport: [use('null')], link: [use('unix')] }];
  const axes = { transport: [use('grpc'), use('null')], link: [use('memory'), use('unix')] };
  const problems = problemsOf(sampleExperiment(axes, { exclude }), { link: ['memory', 'unix'] });
  assert.equal(
    problems.map(({ message }) => message.includes('grpc doesn')),
    [true],
  );
});

test('more clients than files: counted per client, for transports with a connection each', () => {
  const axes = { transport: [use('tcp'), use('grpc')], size: [square(1)], concurrency: [1, 936, 937] };
  const problems = problemsOf(sampleExperiment(axes), { concurrency: [1, 936, 937] }, { openFiles: 1000 });
  assert.is(problems.length, 1);
  assert.is(problems[0]?.path, 'concurrency[2]');
  assert.match(problems[0]?.message ?? '', /937 clients over tcp need 1001 open files.*1000.*ulimit -n/);
  assert.equal(problemsOf(sampleExperiment(axes), {}), []);
});

test('more clients than local ports: over TCP, for transports with a connection each', () => {
  const axes = { transport: [use('tcp'), use('grpc')], size: [square(1)], concurrency: [100, 101] };
  const problems = problemsOf(sampleExperiment(axes), { concurrency: [100, 101] }, { localPorts: 100 });
  assert.equal(
    problems.map(({ path, message }) => `${path}: ${message}`),
    [
      'concurrency[1]: 101 clients over tcp need as many local ports, this system has 100; widen net.ipv4.ip_local_port_range with sysctl, use fewer clients, or link: unix',
    ],
  );
  assert.equal(problemsOf(sampleExperiment({ ...axes, link: [use('unix')] }), {}, { localPorts: 100 }), []);
});

test('a message is as large as its codec makes it, and the limit is that of the options', () => {
  const axes = {
    transport: [use('tcp'), use('tcp', 'tcp-2k', { limit: 2058 })],
    codec: [use('protobuf'), use('wide')],
    size: [square(1014), square(1015), { requestBytes: 1, replyBytes: 2048 }],
  };
  const config = { size: ['1014B', '1015B', { request: '1B', reply: '2KiB' }] };
  const problems = problemsOf(sampleExperiment(axes), config);
  const advice = '; raise its limit where it has an option for it, or exclude this pair';
  assert.equal(
    problems.map(({ path, message }) => `${path}: ${message.replace(advice, '')}`),
    [
      'size[0]: 1014B take up to 2038 bytes as wide, tcp carries messages of up to 1024',
      'size[1]: 1015B take up to 1025 bytes as protobuf, tcp carries messages of up to 1024',
      'size[1]: 1015B take up to 2040 bytes as wide, tcp carries messages of up to 1024',
      'size[2]: 2KiB take up to 2058 bytes as protobuf, tcp carries messages of up to 1024',
      'size[2]: 2KiB take up to 4106 bytes as wide, tcp carries messages of up to 1024',
      'size[2]: 2KiB take up to 4106 bytes as wide, tcp-2k carries messages of up to 2058',
    ].sort(),
  );
});

test('an included value is named where it is', () => {
  const include = [{ concurrency: [5000] }];
  const problems = problemsOf(
    sampleExperiment({ size: [square(1)] }, { include }),
    { include: [{ concurrency: 5000 }] },
    { openFiles: 100 },
  );
  assert.is(problems.at(-1)?.path, 'include[0].concurrency');
});

test.run();
