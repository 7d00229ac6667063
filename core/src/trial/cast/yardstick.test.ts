import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Host } from '../../contract/host.js';
import { nodeHost } from '../../kernel/host/node-host.js';
import type { Requests } from '../peer/messages.js';
import { PeerProcess } from '../peer/peer-process.js';
import { fakeHost, type FakeHost } from '../../testing/fake-host.js';
import { scriptedPeer } from '../../testing/scripted-peer.js';
import { run } from '../run/run.js';
import { hostWith, kernelOn, never, request, storedTrials } from '../run/run.test.support.js';
import { takeYardstick } from './yardstick.js';

const peerEntry = fileURLToPath(new URL('../peer/main.js', import.meta.url));

async function withPeers<T>(
  host: Host,
  use: (client: PeerProcess, server: PeerProcess) => Promise<T>,
): Promise<T> {
  const [client, server] = ['client', 'server'].map((name) => {
    const child = host.spawn(host.runtime.executable, [peerEntry]);
    return new PeerProcess(host, name, child, () => undefined);
  }) as [PeerProcess, PeerProcess];
  try {
    return await use(client, server);
  } finally {
    await Promise.all([client.stop(), server.stop()]);
  }
}

/** A host with a folder of its own and, if wanted, FIFOs in it that the scripted peers are asked to open. */
function scripted(made: boolean): { readonly host: FakeHost; readonly asked: Requests['fifos']['ask'][] } {
  const asked: Requests['fifos']['ask'][] = [];
  const host = fakeHost({
    script: scriptedPeer({
      fifos: (fifos) => {
        asked.push(fifos);
        return null;
      },
    }),
    commands: { mkfifo: () => ({ code: made ? 0 : 1 }) },
  });
  return { host, asked };
}

test('what one peer sends the other receives, and each tells of its own CPU', async () => {
  const { host, asked } = scripted(true);
  const yardstick = await withPeers(host, (client, server) =>
    takeYardstick(host, [client, server], true, never),
  );
  assert.equal(yardstick, {
    wakeNs: 40_000,
    peers: {
      client: { integerNs: 16_500, copyNs: 25_000, cpus: '0' },
      server: { integerNs: 16_500, copyNs: 25_000, cpus: '1' },
    },
  });
  const [ofClient, ofServer] = asked;
  assert.is(ofClient?.receive, ofServer?.send);
  assert.is(ofClient?.send, ofServer?.receive);
  assert.is.not(ofClient?.send, ofClient?.receive);
});

test('no FIFOs, or no program that makes them: the rest is measured', async () => {
  const { host, asked } = scripted(false);
  for (const without of [host, fakeHost({ script: scriptedPeer() })]) {
    const { peers } = await withPeers(without, (one, other) =>
      takeYardstick(without, [one, other], true, never),
    );
    assert.is(peers['client']?.integerNs, 16_500);
  }
  assert.equal(asked, []);
});

test('it is in the record and in the launch of every trial, the ceiling too, which has no second process', async () => {
  const host = hostWith();
  const { results } = await run(request(kernelOn(host)));
  for (const { control, yardstick } of storedTrials(host)) {
    assert.is(yardstick?.peers['client']?.cpus, '0');
    assert.is(yardstick?.peers['server'] === undefined, control);
  }
  const { rows, controls } = results;
  for (const { launches } of [...rows, ...controls]) assert.ok(launches.every(({ yardstick }) => yardstick));
});

test('real peers take it, and leave nothing behind', async () => {
  const host = nodeHost();
  const folders: string[] = [];
  const files = {
    ...host.files,
    temporaryDirectory: async () => {
      const folder = await host.files.temporaryDirectory();
      folders.push(folder);
      return folder;
    },
  };
  const {
    wakeNs,
    peers: { client, server },
  } = await withPeers(host, (one, other) => takeYardstick({ ...host, files }, [one, other], true, never));
  for (const value of [wakeNs, client?.integerNs, client?.copyNs, server?.integerNs, server?.copyNs]) {
    assert.ok(typeof value === 'number' && value > 100 && value < 1e9, String(value));
  }
  if (host.platform === 'linux') assert.match(client?.cpus ?? '', /^\d/);
  assert.is(folders.length, 1);
  assert.is(await host.files.exists(folders[0] ?? ''), false);
});

test('a peer whose partner has died, or opened nothing, does not wait for it', async () => {
  const host = nodeHost();
  const folder = await host.files.temporaryDirectory();
  const fifos = { receive: join(folder, 'a'), send: join(folder, 'b') };
  await host.run('mkfifo', Object.values(fifos));
  try {
    await withPeers(host, async (client, server) => {
      await client.ask('fifos', fifos, 10_000, never);
      await server.ask('fifos', { receive: join(folder, 'none'), send: fifos.receive }, 10_000, never);
      const follower = await server.ask('yardstick', { leads: false }, 10_000, never);
      const leader = await client.ask('yardstick', { leads: true }, 10_000, never);
      assert.equal([follower.wakeNs, leader.wakeNs], [null, null]);

      await client.ask('fifos', fifos, 10_000, never);
      await server.ask('fifos', { receive: fifos.send, send: fifos.receive }, 10_000, never);
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
      assert.is((await client.ask('yardstick', { leads: true }, 10_000, never)).wakeNs, null);
    });
  } finally {
    await host.files.remove(folder);
  }
});

test.run();
