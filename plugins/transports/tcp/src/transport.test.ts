import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  anyPort,
  bytesOf,
  codec,
  echo,
  never,
  payload,
  rejection,
  rig,
  unixPath,
} from './rig.test.support.js';

const endpoints = [async () => Promise.resolve(anyPort), unixPath];

test('messages of any size come back, over TCP and over Unix sockets', async () => {
  for (const endpoint of endpoints) {
    const { client, close } = await rig(echo, { endpoint: await endpoint() });
    for (const size of [0, 1, 1016, 1017, 65_536, 4 << 20]) {
      const data = bytesOf(size, size % 251);
      const reply = await client.call(0, payload(size, data));
      assert.is(reply.id, size);
      assert.is(Buffer.compare(reply.data, data), 0);
    }
    await close();
  }
});

test('500 calls at once on one connection each get the reply with their own id', async () => {
  for (const endpoint of endpoints) {
    const { client, close } = await rig(echo, { endpoint: await endpoint() });
    const calls = Array.from({ length: 500 }, (_, id) => client.call(0, payload(id, bytesOf(id * 7))));
    const replies = await Promise.all(calls);
    replies.forEach((reply, id) => {
      assert.equal([reply.id, reply.data.length], [id, id * 7]);
    });
    await close();
  }
});

test('1,000 clients have a connection each', async () => {
  for (const endpoint of endpoints) {
    const { client, close } = await rig(echo, { endpoint: await endpoint(), clients: 1000 });
    const ids = Array.from({ length: 1000 }, (_, id) => id);
    const replies = await Promise.all(ids.map((id) => client.call(id, payload(id, bytesOf(64)))));
    assert.equal(
      replies.map((reply) => reply.id),
      ids,
    );
    await close();
  }
});

test('replies are in order though the handlers end in reverse', async () => {
  const ends: (() => void)[] = [];
  const { client, close } = await rig(
    (request) =>
      new Promise((resolve) => {
        ends.unshift(() => {
          resolve(request);
        });
        if (ends.length === 20) for (const end of ends) end();
      }),
  );
  const order: number[] = [];
  const calls = Array.from({ length: 20 }, async (_, id) => {
    order.push((await client.call(0, payload(id, bytesOf(3)))).id);
  });
  await Promise.all(calls);
  assert.equal(
    order,
    order.map((_, id) => id),
  );
  await close();
});

test('a closed loop of 20 clients loses no call', async () => {
  let handled = 0;
  const { client, close } = await rig(
    (request) => {
      handled += 1;
      return request.id % 3 === 0 ? Promise.resolve(request) : request;
    },
    { clients: 20 },
  );
  const loop = async (caller: number) => {
    for (let k = 0; k < 200; k += 1) {
      const reply = await client.call(caller, payload(k, bytesOf(64, caller)));
      assert.is(reply.id, k);
      assert.is(reply.data[63], caller);
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, caller) => loop(caller)));
  assert.is(handled, 4000);
  await close();
});

test('both ends close twice, the port and the socket file are free again', async () => {
  for (const endpoint of endpoints) {
    const { client, listener, transport } = await rig(echo, { endpoint: await endpoint() });
    await client.close();
    await client.close();
    assert.match(await rejection(client.call(0, payload(1, bytesOf(1)))), /client was closed/);
    await Promise.all([listener.close(), listener.close()]);
    if (listener.endpoint.link === 'unix') assert.not(existsSync(listener.endpoint.address));
    const again = await transport.listen({
      endpoint: listener.endpoint,
      codec,
      handler: echo,
      options: {},
      signal: never,
    });
    assert.equal(again.endpoint, listener.endpoint);
    await again.close();
  }
});

test('closing leaves no socket open', async () => {
  const sockets = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'));
  const { client, close } = await rig(echo, { clients: 10 });
  for (let caller = 0; caller < 10; caller += 1) await client.call(caller, payload(1, bytesOf(1)));
  assert.ok(sockets().length >= 21);
  await close();
  for (let turn = 0; turn < 10 && sockets().length > 0; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(sockets(), []);
});

test.run();
