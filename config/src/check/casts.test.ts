import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { AxisValues, Target, TransportCapabilities } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';
import type { Kernel } from '@wiretax/core/run';
import { sampleExperiment, use } from '@wiretax/core/testing';
import { ProblemList } from '../read/problem-list.js';
import { checkCasts } from './casts.js';
import { links } from './links.fixture.js';

const owner = { name: 'stack', version: '1.0.0' };
const common = { forms: ['socket'], connections: 'shared', maxMessageBytes: 2 ** 20 } as const;
const capabilities: Readonly<Record<string, TransportCapabilities>> = {
  rest: { ...common, schemes: ['http'], workloads: true },
  tcp: { ...common, schemes: ['tcp'] },
  own: common,
};
const direct = {
  peers: () => [
    { name: 'server', half: 'server', run: { kind: 'ours' }, listens: {} },
    { name: 'client', half: 'client', run: { kind: 'ours' }, calls: ['server'] },
  ],
};
const entryOf = (contribution: unknown) => ({ name: 'x', owner, contribution });
const kernel = {
  host: { env: {} },
  links,
  topologies: { entry: () => entryOf(direct), need: () => entryOf(direct) },
  transports: { entry: (name: string) => entryOf({ supports: capabilities[name] }) },
} as unknown as Kernel;

function problemsOf(axes: Partial<AxisValues>): readonly string[] {
  const lists = Object.entries(axes).map(([axis, value]) => [axis, [value]] as const);
  const cells = planCells(sampleExperiment(Object.fromEntries(lists)));
  const problems = new ProblemList();
  checkCasts({}, cells, kernel, problems);
  return problems.problems.map(({ path, message }) => `${path}: ${message}`);
}

function target(scheme: string, path?: string): Target {
  const server = { scheme, endpoint: { link: 'tcp', address: '127.0.0.1:80' } };
  if (path === undefined) return { label: 'web', server };
  return { label: 'web', server: { ...server, workload: { method: 'GET', path } } };
}

test('a transport calls servers whose scheme it speaks, and asks for a path if it can', () => {
  assert.equal(problemsOf({ transport: use('rest'), target: target('http', '/') }), []);
  assert.equal(problemsOf({ transport: use('tcp'), target: target('tcp') }), []);
  assert.equal(problemsOf({ transport: use('own'), target: { label: 'own' } }), []);
});

test('another scheme, and a path for a transport that takes none, are refused', () => {
  assert.equal(problemsOf({ transport: use('rest'), target: target('grpc') }), [
    'target: rest speaks http, not grpc; leave it out, or exclude the pair',
  ]);
  assert.equal(problemsOf({ transport: use('own'), target: target('http') }), [
    'target: own calls no servers but its own, not http; leave it out, or exclude the pair',
  ]);
  assert.equal(problemsOf({ transport: use('tcp'), target: target('tcp', '/status') }), [
    "target: tcp sends a server nothing but echo's calls; leave /status out",
  ]);
});

test('a link that does not lead to the target is refused, and service time that it would not spend', () => {
  assert.equal(problemsOf({ transport: use('rest'), target: target('http'), link: use('unix') }), [
    'link: target web is reached over tcp, not over link unix; leave link out',
  ]);
  assert.equal(problemsOf({ transport: use('rest'), target: target('http', '/a'), serviceTimeNs: 1000 }), [
    'serviceTime: target web is asked for /a, and spends no time for us; leave serviceTime out',
  ]);
});

test.run();
