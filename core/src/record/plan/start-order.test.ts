import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../contract/command.js';
import type { PeerSpec } from '../../contract/topology.js';
import { isPeerName, startOrder } from './start-order.js';

const ours = { kind: 'ours' } as const;
const server: PeerSpec = { name: 'server', half: 'server', run: ours, listens: {} };
const client: PeerSpec = { name: 'client', half: 'client', run: ours, calls: ['server'] };

function proxy(name: string, calls: string): PeerSpec {
  const run: Command = { kind: 'command', command: () => ({ argv: ['true'] }), ready: 'port' };
  return { name, half: 'middle', run, calls: [calls], listens: {} };
}

function refusal(specs: readonly PeerSpec[]): string {
  try {
    startOrder(specs);
  } catch (thrown) {
    assert.is((thrown as { code?: unknown }).code, 'E_TOPOLOGY');
    return (thrown as Error).message;
  }
  return 'accepted';
}

test('those that are called come before those that call them, in any order of the list', () => {
  const specs = [
    server,
    proxy('proxy-1', 'server'),
    proxy('proxy-2', 'proxy-1'),
    { ...client, calls: ['proxy-2'] },
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(specs, { minLength: 4 }), (shuffled) => {
      assert.equal(
        startOrder(shuffled).map(({ name }) => name),
        ['server', 'proxy-1', 'proxy-2', 'client'],
      );
    }),
  );
});

test('what is needed comes before, without being called', () => {
  const sink: PeerSpec = { ...proxy('sink', 'server'), half: 'aside', calls: [] };
  const order = startOrder([{ ...client, needs: ['sink'] }, server, sink]);
  assert.equal(order.map(({ name }) => name).at(-1), 'client');
});

test('each thing that no topology may say is refused by its name', () => {
  const cases: readonly (readonly [readonly PeerSpec[], RegExp])[] = [
    [[server, server, client], /two peers are called server/],
    [[server, { ...client, calls: ['proxy'] }], /client calls or needs proxy, which is no peer/],
    [[{ name: 'server', half: 'server', run: ours }, client], /server, which listens nowhere/],
    [[server], /0 peers of the half client/],
    [[server, client, { ...client, name: 'client-2' }], /2 peers of the half client/],
    [[server, { ...client, listens: {} }], /client is a client, and listens/],
    [[server, { ...client, calls: [] }], /calls 0 peers; one is needed/],
    [[server, { ...client, run: proxy('a', 'b').run }], /no process of core's/],
    [[{ ...server, calls: ['server'] }, client], /no server of core's does/],
    [[server, { ...client, name: '../up' }], /"\.\.\/up" is no name of a peer/],
    [
      [server, proxy('proxy-1', 'proxy-2'), proxy('proxy-2', 'proxy-1'), { ...client, calls: ['proxy-2'] }],
      /in a circle: proxy-1, proxy-2, proxy-1/,
    ],
  ];
  for (const [specs, pattern] of cases) assert.match(refusal(specs), pattern);
});

test('names of peers fit into names of files', () => {
  for (const name of ['server', 'proxy-1', 'a', 'a'.repeat(32)]) assert.ok(isPeerName(name), name);
  for (const name of ['', 'Server', '1st', 'a--b', 'a-', 'a_b', 'a.b', 'a/b', 'a'.repeat(33), 7, undefined])
    assert.not(isPeerName(name), String(name));
});

test.run();
