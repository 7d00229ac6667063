import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Payload } from '@wiretax/core';
import {
  codec,
  connect,
  echo,
  failureOf,
  hanging,
  listen,
  onEachLink,
  payload,
  silent,
  tcp,
  withPair,
  withRawServer,
} from './echo.test.support.js';
import { rest } from './transport.js';

test('a server that is closed in the middle of calls fails each of them, and later ones', async () => {
  await onEachLink(async (endpoint) => {
    const { handler, reached } = hanging(20);
    await withPair({ endpoint, handler, clients: 20 }, async (client, listener) => {
      const calls = Array.from({ length: 20 }, (_, id) => failureOf(client.call(id, payload(id, 10))));
      await reached;
      await listener.close();
      for (const failure of await Promise.all(calls)) {
        assert.match(
          failure,
          /^rest call to .* failed \(socket hang up\); check that the server is running\.$/,
        );
      }
      assert.match(await failureOf(client.call(0, payload(1, 1))), /ECONNREFUSED|ENOENT/);
    });
  });
});

test('closing the client fails calls in flight and calls that wait for a connection, and later ones', async () => {
  await onEachLink(async (endpoint) => {
    const { handler, reached } = hanging(2);
    await withPair({ endpoint, handler, clients: 2 }, async (client) => {
      const calls = Array.from({ length: 5 }, (_, id) => failureOf(client.call(0, payload(id, 10))));
      await reached;
      await client.close();
      for (const failure of await Promise.all(calls))
        assert.match(failure, /ended because the client was closed/);
      assert.match(await failureOf(client.call(0, payload(1, 1))), /the client was closed/);
      await client.close();
    });
  });
});

test('a listener can be closed twice, and its port or path is free then', async () => {
  await onEachLink(async (endpoint) => {
    const listener = await listen(endpoint, echo);
    await Promise.all([listener.close(), listener.close()]);
    await listener.close();
    const next = await listen(listener.endpoint, echo);
    await next.close();
    if (endpoint.link === 'unix') assert.not(existsSync(endpoint.address));
  });
});

test('a port or path that is taken is an error that names it', async () => {
  await onEachLink(async (endpoint) => {
    const listener = await listen(endpoint, echo);
    const failure = await failureOf(listen(listener.endpoint, echo));
    await listener.close();
    assert.match(failure, /^rest could not listen on .*EADDRINUSE.*; choose another port or path/);
  });
});

test('no server is an error at once', async () => {
  await onEachLink(async (endpoint) => {
    const listener = await listen(endpoint, echo);
    await listener.close();
    assert.match(
      await failureOf(connect(listener.endpoint, 10)),
      /^rest could not connect to .*(ECONNREFUSED|ENOENT).*; check that the server is running\.$/,
    );
  });
});

test('a request over the limit is refused before it is sent', async () => {
  await withPair({ options: { maxBodyBytes: 1000 } }, async (client) => {
    assert.match(
      await failureOf(client.call(0, payload(1, 969))),
      /^rest request to .* has 1001 bytes, over the limit of 1000; raise the option maxBodyBytes\.$/,
    );
    assert.is((await client.call(0, payload(1, 968))).data.byteLength, 968);
  });
});

test('a signal that aborts before or while connecting ends it, and leaves no connection', async () => {
  const early = new AbortController();
  early.abort(new Error('too late'));
  const common = { codec, clients: 3, options: {} };
  assert.is(await failureOf(rest.connect({ ...common, endpoint: tcp, signal: early.signal })), 'too late');

  const gone: Promise<void>[] = [];
  const abort = new AbortController();
  await withRawServer(
    (socket) => {
      gone.push(
        new Promise((resolve) =>
          socket
            .on('close', () => {
              resolve();
            })
            .resume(),
        ),
      );
      if (gone.length === 3) abort.abort(new Error('enough'));
    },
    async (endpoint) => {
      assert.is(await failureOf(rest.connect({ ...common, endpoint, signal: abort.signal })), 'enough');
      await Promise.all(gone);
    },
  );
});

test('a signal that aborts before listening leaves the port free', async () => {
  const signal = AbortSignal.abort(new Error('too late'));
  assert.is(
    await failureOf(rest.listen({ endpoint: tcp, codec, handler: echo, options: {}, signal })),
    'too late',
  );
  const during = new AbortController();
  const listening = rest.listen({ endpoint: tcp, codec, handler: echo, options: {}, signal: during.signal });
  during.abort(new Error('while binding'));
  assert.is(await failureOf(listening), 'while binding');
});

test('a signal on a call ends that call only', async () => {
  const { handler, reached } = hanging(1);
  let hang = true;
  const sometimes = (request: Payload): Payload | Promise<Payload> => (hang ? handler() : request);
  await withPair({ handler: sometimes }, async (client) => {
    const abort = new AbortController();
    const aborted = failureOf(client.call(0, payload(1, 1), abort.signal));
    const waiting = failureOf(client.call(0, payload(2, 1), abort.signal));
    await reached;
    hang = false;
    const other = client.call(0, payload(3, 1), silent());
    abort.abort(new Error('no longer wanted'));
    assert.is(await aborted, 'no longer wanted');
    assert.is(await waiting, 'no longer wanted');
    assert.is((await other).id, 3);
    assert.is(await failureOf(client.call(0, payload(4, 1), abort.signal)), 'no longer wanted');
    assert.is((await client.call(0, payload(5, 1))).id, 5);
  });
});

test.run();
