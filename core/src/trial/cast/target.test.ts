import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../../kernel/host/node-host.js';
import { localMachine } from './local-machine.js';
import { LocalPlace } from './local-place.js';
import { reachTarget, targetProcesses } from './target.js';

const host = nodeHost();
const machine = await localMachine(host);
const place = new LocalPlace(host, machine);
const { signal } = new AbortController();

test('who listens is found by the port, and is gone when nobody does', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = { link: 'tcp', address: `127.0.0.1:${String(port)}` };
  const found = await reachTarget(endpoint, place, signal);
  assert.equal(found, { isHere: true, listeners: [process.pid] });
  server.close();
  await once(server, 'close');
  const refused: unknown = await reachTarget(endpoint, place, signal).catch((thrown: unknown) => thrown);
  assert.is((refused as { code?: string }).code, 'E_TARGET');
  assert.match((refused as Error).message, /^no server can be reached at 127\.0\.0\.1:\d+: .*ECONNREFUSED/);
});

test("a target's processes are those that listen and what they have started, without who asks and the first of the system", async () => {
  const trees: Readonly<Record<number, readonly number[]>> = {
    1: [1, 10, 20, 30],
    10: [10, 11, 20, 21],
    20: [20, 21],
  };
  const asked = {
    runtime: { ...machine.runtime, pid: 20 },
    processes: (pid: number) => Promise.resolve(trees[pid] ?? []),
  };
  assert.equal(await targetProcesses(asked, [1, 10]), [10, 11]);
  assert.equal(await targetProcesses(asked, []), []);
  assert.equal(await targetProcesses(asked, [20]), [], 'who asks, listening itself');
});

test('a server that who asks has started is one, with what it has started', async () => {
  const trees: Readonly<Record<number, readonly number[]>> = { 20: [20, 21, 22, 23], 22: [22, 23] };
  const asked = {
    runtime: { ...machine.runtime, pid: 20 },
    processes: (pid: number) => Promise.resolve(trees[pid] ?? []),
  };
  assert.equal(await targetProcesses(asked, [22]), [22, 23]);
});

test.run();
