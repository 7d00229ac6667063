import type { Command, PeerSpec, Plugin, Topology } from '@wiretax/core';
import { definePlugin } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine, type Examined } from '../failing-cases.test.support.js';
import { testTopology } from './kit.js';

const ours = { kind: 'ours' } as const;
const server: PeerSpec = { name: 'server', half: 'server', run: ours, listens: {} };
const client: PeerSpec = { name: 'client', half: 'client', run: ours, calls: ['proxy'] };
const run: Command = {
  kind: 'command',
  ports: ['admin'],
  command: (scene) => ({
    argv: ['proxy', scene.listen.address, scene.endpoint('server').address, String(scene.port('admin'))],
    files: { 'etc/proxy.cfg': 'mode tcp' },
  }),
  ready: 'port',
};
const proxy: PeerSpec = { name: 'proxy', half: 'middle', run, calls: ['server'], listens: {} };
const right: Topology = { peers: () => [server, proxy, client] };

const withCommand = (changes: Partial<Command>): Topology => ({
  peers: () => [server, { ...proxy, run: { ...run, ...changes } }, client],
});

function pluginWith(topology: Topology, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply(bench) {
      bench.topologies.add(name, topology);
    },
  });
}

let turn = 0;
const broken: readonly (readonly [fails: string, topology: Topology])[] = [
  [
    'has peers that can be started in an order, one of them a client',
    { peers: () => [server, proxy, client, client] },
  ],
  [
    'lets every call of the client end at a server',
    { peers: () => [server, { ...proxy, calls: [], needs: ['server'] }, client] },
  ],
  [
    'gives the same peers for the same cell',
    { peers: () => [{ ...server, needs: (turn += 1) % 2 === 0 ? [] : ['proxy-0'] }, proxy, client] },
  ],
  [
    'has command lines that can be started, with files of their own folder only',
    withCommand({ command: () => ({ argv: ['proxy'], files: { '../proxy.cfg': '' } }) }),
  ],
  ['has limits of time that are above zero', withCommand({ readyMs: 0 })],
];

const examined = (plugin: Plugin): Promise<Examined> => examine(testTopology, { plugin, name: 'sample' });

test('a right topology passes every case, and every case has a broken one', async () => {
  const { cases, failures } = await examined(pluginWith(right));
  assert.equal([...failures], []);
  assert.equal(
    cases.filter((name) => !broken.some(([fails]) => fails === name)),
    ['is provided by the plugin'],
  );
});

test('a topology of another name fails every case', async () => {
  const { cases, failures } = await examined(pluginWith(right, 'other'));
  assert.equal([...failures.keys()], cases);
});

for (const [fails, topology] of broken) {
  test(`fails ${fails}`, async () => {
    const { failures } = await examined(pluginWith(topology));
    assert.ok(failures.has(fails), [...failures].join('\n'));
  });
}

test.run();
