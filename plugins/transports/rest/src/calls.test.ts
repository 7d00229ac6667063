import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Payload } from '@wiretax/core';
import { onEachLink, payload, withPair } from './echo.test.support.js';

test('sizes from nothing to 4 MiB come back as they were sent', async () => {
  await onEachLink((endpoint) =>
    withPair({ endpoint }, async (client) => {
      for (const bytes of [0, 1, 100, 65_536, 4 * 1024 ** 2]) {
        const sent = payload(7, bytes);
        const reply = await client.call(0, sent);
        assert.is(reply.id, 7);
        assert.is(Buffer.compare(reply.data, sent.data), 0, `${String(bytes)} bytes`);
      }
    }),
  );
});

test('a message that is encoded as no bytes at all is a message', async () => {
  await onEachLink((endpoint) =>
    withPair({ endpoint }, async (client) => {
      assert.equal(await client.call(0, payload(0, 0)), payload(0, 0));
    }),
  );
});

test('500 callers at once are each answered with their own id', async () => {
  await onEachLink((endpoint) =>
    withPair({ endpoint, clients: 500 }, async (client) => {
      const ids = Array.from({ length: 500 }, (_, i) => i);
      for (let round = 0; round < 3; round += 1) {
        const replies = await Promise.all(ids.map((id) => client.call(id, payload(id, id))));
        assert.equal(
          replies.map((reply) => [reply.id, reply.data.byteLength]),
          ids.map((id) => [id, id]),
        );
      }
    }),
  );
});

test('1,000 clients have a connection each: their calls are all at the server at the same time', async () => {
  const clients = 1000;
  await onEachLink(async (endpoint) => {
    const waiting: (() => void)[] = [];
    const handler = (request: Payload): Promise<Payload> =>
      new Promise((resolve) => {
        waiting.push(() => {
          resolve(request);
        });
        if (waiting.length === clients) for (const answer of waiting) answer();
      });
    await withPair({ endpoint, handler, clients }, async (client) => {
      const calls = Array.from({ length: clients }, (_, id) => client.call(id, payload(id, 8)));
      const replies = await Promise.all(calls);
      assert.is(new Set(replies.map((reply) => reply.id)).size, clients);
    });
  });
});

test('a caller with more calls in flight than connections gets all of them answered', async () => {
  await withPair({ clients: 2 }, async (client) => {
    const calls = Array.from({ length: 50 }, (_, id) => client.call(0, payload(id, 10)));
    const replies = await Promise.all(calls);
    assert.equal(
      replies.map((reply) => reply.id),
      calls.map((_, id) => id),
    );
  });
});

test('a handler may answer later and in another order', async () => {
  const held: (() => void)[] = [];
  const handler = (request: Payload): Promise<Payload> =>
    new Promise((resolve) => {
      held.unshift(() => {
        resolve(request);
      });
      if (held.length === 3) for (const release of held) release();
    });
  await withPair({ handler, clients: 3 }, async (client) => {
    const replies = await Promise.all([1, 2, 3].map((id) => client.call(id - 1, payload(id, 0))));
    assert.equal(
      replies.map((reply) => reply.id),
      [1, 2, 3],
    );
  });
});

test.run();
