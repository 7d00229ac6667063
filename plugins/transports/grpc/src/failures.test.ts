import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Handler, Payload } from '@wiretax/core';
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
import { grpc } from './transport.js';

test('a server that is closed in the middle of calls fails each of them, and later ones', async () => {
  await onEachLink(async (endpoint) => {
    const { handler, reached } = hanging(20);
    await withPair({ endpoint, handler, clients: 20 }, async (client, listener) => {
      const calls = Array.from({ length: 20 }, (_, id) => failureOf(client.call(id, payload(id, 10))));
      await reached;
      await listener.close();
      for (const failure of await Promise.all(calls)) {
        assert.match(failure, /^grpc call to .* failed with (UNAVAILABLE|CANCELLED) \(.*\); check/);
      }
      assert.match(
        await failureOf(client.call(0, payload(1, 1))),
        /^grpc call to .* failed with UNAVAILABLE \(.*(ECONNREFUSED|ENOENT).*\); check that the server is running\.$/,
      );
    });
  });
});

test('closing the client fails calls in flight and later ones', async () => {
  await onEachLink(async (endpoint) => {
    const { handler, reached } = hanging(5);
    await withPair({ endpoint, handler, clients: 2, options: { channels: 2 } }, async (client) => {
      const calls = Array.from({ length: 5 }, (_, id) => failureOf(client.call(id, payload(id, 10))));
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
    assert.match(failure, /^grpc could not listen on .*EADDRINUSE.*; choose another port or path/);
  });
});

test('no server is an error at once', async () => {
  await onEachLink(async (endpoint) => {
    const listener = await listen(endpoint, echo);
    await listener.close();
    assert.match(
      await failureOf(connect(listener.endpoint, 10, { channels: 3 })),
      /^grpc could not connect to .* \(14 UNAVAILABLE: .*(ECONNREFUSED|ENOENT).*; check that a gRPC server listens there\.$/,
    );
  });
});

test('a handler that throws or rejects fails the call with its message', async () => {
  const failures: readonly Handler[] = [
    () => {
      throw new Error('out of luck');
    },
    () => Promise.reject(new Error('out of luck')),
  ];
  for (const handler of failures) {
    await withPair({ handler }, async (client) => {
      assert.match(
        await failureOf(client.call(0, payload(1, 1))),
        /^grpc call to .* failed with INTERNAL \(The handler failed: out of luck\)/,
      );
    });
  }
});

test('a handler that gives back nothing fails its call, at once or later, and no other', async () => {
  const nothing = [
    () => undefined,
    () => null,
    () => Promise.resolve(undefined),
    () => Promise.resolve(null),
  ];
  const handler = ((request) => {
    const reply = nothing[request.id - 1];
    return reply === undefined ? request : reply();
  }) as Handler;
  await withPair({ handler }, async (client) => {
    for (const id of [1, 2, 3, 4]) {
      assert.match(
        await failureOf(client.call(0, payload(id, 1))),
        /with INTERNAL \(Error serializing response\)/,
      );
    }
    assert.is((await client.call(0, payload(9, 1))).id, 9);
  });
});

test('a request that the server cannot decode, and a reply that it cannot encode, fail the call', async () => {
  await withPair({ handler: () => ({}) as Payload }, async (client, { endpoint }) => {
    assert.match(
      await failureOf(client.call(0, payload(1, 1))),
      /with INTERNAL \(Error serializing response\)/,
    );
    const other = { ...codec, encode: () => Buffer.from('junk') };
    const stranger = await grpc.connect({
      endpoint,
      codec: other,
      clients: 1,
      options: {},
      signal: silent(),
    });
    const failure = await failureOf(stranger.call(0, payload(1, 1)));
    await stranger.close();
    assert.match(failure, /with INVALID_ARGUMENT \(The request could not be decoded: 4 bytes.*same codec/s);
  });
});

test('a signal that aborts before or while connecting ends it', async () => {
  const early = AbortSignal.abort(new Error('too late'));
  const common = { codec, clients: 3, options: { channels: 2 } };
  assert.is(await failureOf(grpc.connect({ ...common, endpoint: tcp, signal: early })), 'too late');
  const abort = new AbortController();
  let connections = 0;
  await withRawServer(
    () => {
      connections += 1;
      if (connections === 2) abort.abort(new Error('enough'));
    },
    async (endpoint) => {
      assert.is(await failureOf(grpc.connect({ ...common, endpoint, signal: abort.signal })), 'enough');
    },
  );
});

test('a signal that aborts before or while listening leaves the port free', async () => {
  const taken = await listen(tcp, echo);
  await taken.close();
  const { endpoint } = taken;
  const common = { endpoint, codec, handler: echo, options: {} };
  const early = AbortSignal.abort(new Error('too late'));
  assert.is(await failureOf(grpc.listen({ ...common, signal: early })), 'too late');
  const during = new AbortController();
  const listening = grpc.listen({ ...common, signal: during.signal });
  during.abort(new Error('while binding'));
  assert.is(await failureOf(listening), 'while binding');
  await (await listen(endpoint, echo)).close();
});

test('a signal on a call ends that call only', async () => {
  const { handler, reached } = hanging(1);
  let hang = true;
  const sometimes = (request: Payload): Payload | Promise<Payload> => (hang ? handler() : request);
  await withPair({ handler: sometimes }, async (client) => {
    const abort = new AbortController();
    const aborted = failureOf(client.call(0, payload(1, 1), abort.signal));
    await reached;
    hang = false;
    const other = client.call(0, payload(3, 1), silent());
    abort.abort(new Error('no longer wanted'));
    assert.is(await aborted, 'no longer wanted');
    assert.is((await other).id, 3);
    assert.is(await failureOf(client.call(0, payload(4, 1), abort.signal)), 'no longer wanted');
    assert.is((await client.call(0, payload(5, 1))).id, 5);
  });
});

test.run();
