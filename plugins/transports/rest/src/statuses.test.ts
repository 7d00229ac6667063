import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Endpoint, Handler, Payload } from '@wiretax/core';
import { codec, echo, failureOf, listen, payload, send, tcp, withPair } from './echo.test.support.js';

const encoded = codec.encode(payload(1, 100));

async function withServer(run: (endpoint: Endpoint) => Promise<void>, handler: Handler = echo, options = {}) {
  const listener = await listen(tcp, handler, options);
  try {
    await run(listener.endpoint);
  } finally {
    await listener.close();
  }
}

test('a POST is answered with 200, type and length', async () => {
  await withServer(async (endpoint) => {
    const answer = await send(endpoint, 'POST', '/echo', [encoded], { 'content-length': '132' });
    assert.is(answer.status, 200);
    assert.is(answer.contentType, codec.contentType);
    assert.is(answer.contentLength, '132');
    assert.is(answer.body.equals(encoded), true);
  });
});

test('a chunked request is taken', async () => {
  await withServer(async (endpoint) => {
    const pieces = [encoded.subarray(0, 10), encoded.subarray(10, 11), encoded.subarray(11)];
    const answer = await send(endpoint, 'POST', '/echo', pieces);
    assert.is(answer.status, 200);
    assert.is(answer.body.equals(encoded), true);
  });
});

test('Expect: 100-continue lets the body come', async () => {
  await withServer(async (endpoint) => {
    const headers = { expect: '100-continue', 'content-length': '132' };
    const answer = await send(endpoint, 'POST', '/echo', [encoded], headers);
    assert.is(answer.status, 200);
  });
});

test('Expect: 100-continue with a body over the limit is answered at once', async () => {
  await withServer(
    async (endpoint) => {
      const headers = { expect: '100-continue', 'content-length': '132' };
      const answer = await send(endpoint, 'POST', '/echo', [], headers);
      assert.is(answer.status, 413);
    },
    echo,
    { maxBodyBytes: 131 },
  );
});

test('another path is 404, another method 405, OPTIONS 204', async () => {
  await withServer(async (endpoint) => {
    assert.is((await send(endpoint, 'POST', '/', [encoded])).status, 404);
    const answer = await send(endpoint, 'GET', '/echo');
    assert.is(answer.status, 405);
    assert.is(answer.allow, 'POST, OPTIONS');
    assert.match(answer.body.toString(), /^\/echo does not take GET; send POST \/echo\.\n$/);
    assert.is((await send(endpoint, 'OPTIONS', '/echo')).status, 204);
  });
});

test('an undecodable body is 400 with one line', async () => {
  await withServer(async (endpoint) => {
    const answer = await send(endpoint, 'POST', '/echo', [Buffer.from('garbage')]);
    assert.is(answer.status, 400);
    assert.match(
      answer.body.toString(),
      /^The body is not a valid application\/x-test message: 7 bytes are.*\n$/,
    );
  });
});

test('a body over the limit is 413, declared or chunked, and the connection goes on', async () => {
  await withServer(
    async (endpoint) => {
      const large = [Buffer.alloc(700_000), Buffer.alloc(700_000)];
      const declared = await send(endpoint, 'POST', '/echo', large, { 'content-length': '1400000' });
      assert.is(declared.status, 413);
      assert.match(declared.body.toString(), /the limit is 1000; raise the option maxBodyBytes/);
      assert.is((await send(endpoint, 'POST', '/echo', large)).status, 413);
      assert.is((await send(endpoint, 'POST', '/echo', [encoded])).status, 200);
    },
    echo,
    { maxBodyBytes: 1000 },
  );
});

const failures: readonly (readonly [string, Handler])[] = [
  [
    'throws',
    () => {
      throw new Error('out of luck');
    },
  ],
  ['rejects', () => Promise.reject(new Error('out of luck'))],
];

for (const [how, handler] of failures) {
  test(`a handler that ${how} is 500, and the client says so`, async () => {
    await withPair({ handler }, async (client) => {
      assert.match(
        await failureOf(client.call(0, payload(1, 1))),
        /was answered with status 500: The handler failed: out of luck$/,
      );
    });
  });
}

test('a reply that is too large or cannot be encoded is 500, and the next call works', async () => {
  let reply: Payload | undefined = payload(1, 2000);
  const handler: Handler = (request) => reply ?? request;
  await withPair({ handler, options: { maxBodyBytes: 1000 } }, async (client) => {
    const large = await failureOf(client.call(0, payload(1, 1)));
    assert.match(
      large,
      /status 500: The reply has 2032 bytes, the limit is 1000; raise the option maxBodyBytes/,
    );
    reply = { ...payload(1, 1), data: undefined as unknown as Uint8Array };
    assert.match(
      await failureOf(client.call(0, payload(1, 1))),
      /status 500: The reply could not be encoded/,
    );
    reply = undefined;
    assert.is((await client.call(0, payload(5, 1))).id, 5);
  });
});

test.run();
