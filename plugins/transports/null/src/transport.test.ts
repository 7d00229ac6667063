import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Client, Codec, Endpoint, Handler, Payload } from '@wiretax/core';
import { nullTransport } from './transport.js';

const endpoint: Endpoint = { link: 'memory', address: 'echo' };
const rest = { endpoint, options: {}, signal: new AbortController().signal };
const echo: Handler = (request) => request;

/** Counts, and marks what went through it, so that a message that took a short cut shows. */
function countingCodec(): Codec & { encoded: number; decoded: number } {
  return {
    contentType: 'text/plain',
    encoded: 0,
    decoded: 0,
    encode(payload) {
      this.encoded += 1;
      return Buffer.from(JSON.stringify({ ...payload, data: [...payload.data] }));
    },
    decode(bytes) {
      this.decoded += 1;
      const payload = JSON.parse(Buffer.from(bytes).toString()) as Payload;
      return { ...payload, data: Uint8Array.from(payload.data) };
    },
  };
}

const payload = (id: number, bytes = 4): Payload => ({
  id,
  data: new Uint8Array(bytes).fill(id),
  timestampNs: 1,
  replySize: bytes,
  serviceTimeNs: 0,
});

async function serve(handler: Handler, clients = 1) {
  const transport = nullTransport();
  const serverCodec = countingCodec();
  const clientCodec = countingCodec();
  const listener = await transport.listen({ ...rest, codec: serverCodec, handler });
  const client = await transport.connect({ ...rest, codec: clientCodec, clients });
  return { transport, listener, client, serverCodec, clientCodec };
}

async function rejection(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => assert.unreachable('it resolved'),
    (error: unknown) => String(error),
  ) as Promise<string>;
}

test('a call passes the codecs of both ends, both ways', async () => {
  const { client, serverCodec, clientCodec } = await serve(echo);
  const request = payload(7);
  const reply = await client.call(0, request);
  assert.equal(reply, request);
  assert.is.not(reply, request);
  assert.equal([clientCodec.encoded, clientCodec.decoded], [1, 1]);
  assert.equal([serverCodec.encoded, serverCodec.decoded], [1, 1]);
});

test('each of 500 concurrent calls gets its own reply, though handlers end out of order', async () => {
  const { client } = await serve(async (request) => {
    await sleep(request.id % 7);
    return request;
  }, 500);
  const replies = await Promise.all(Array.from({ length: 500 }, (_, id) => client.call(id, payload(id))));
  assert.equal(
    replies.map((reply) => reply.id),
    replies.map((_, id) => id),
  );
});

test('a closed loop lets the event loop turn, however many callers, successful or not', async () => {
  for (const [callers, bytes, handler] of [
    [1, 0, echo],
    [300, 0, echo],
    [2, 1 << 16, echo],
    [2, 0, () => Promise.resolve(payload(1, 0))],
    [
      2,
      0,
      () => {
        throw new Error('no');
      },
    ],
  ] as const satisfies readonly (readonly [number, number, Handler])[]) {
    const { client } = await serve(handler, callers);
    let stopped = false;
    setTimeout(() => {
      stopped = true;
    });
    const request = payload(1, bytes);
    const loop = async (caller: number) => {
      while (!stopped) await client.call(caller, request).catch(() => undefined);
    };
    await Promise.all(Array.from({ length: callers }, (_, caller) => loop(caller)));
  }
});

test('an error of the handler or of a codec rejects that call only', async () => {
  const { client } = await serve((request) => {
    if (request.id === 1) throw new Error('handler says no');
    if (request.id === 2) return Promise.reject(new Error('promised nothing'));
    return request;
  });
  assert.match(await rejection(client.call(0, payload(1))), /handler says no/);
  assert.match(await rejection(client.call(0, payload(2))), /promised nothing/);
  assert.is((await client.call(0, payload(3))).id, 3);
});

test('closing the client rejects calls in flight and later ones, twice if asked', async () => {
  const { client, listener } = await serve(() => new Promise<Payload>(() => undefined));
  const inFlight = rejection(client.call(0, payload(1)));
  await client.close();
  await client.close();
  assert.match(await inFlight, /client was closed/);
  assert.match(await rejection(client.call(0, payload(1))), /client was closed/);
  await listener.close();
});

test('closing the client rejects calls that wait for their turn', async () => {
  const { client } = await serve(echo);
  const outcomes = Array.from({ length: 600 }, () =>
    client.call(0, payload(1)).then(
      () => 'reply',
      () => 'error',
    ),
  );
  await client.close();
  assert.is((await Promise.all(outcomes)).at(-1), 'error');
});

test('closing the listener rejects calls, and frees the name', async () => {
  const { transport, client, listener } = await serve(() => new Promise<Payload>(() => undefined));
  const inFlight = rejection(client.call(0, payload(1)));
  await listener.close();
  await listener.close();
  assert.match(await inFlight, /server has closed/);
  assert.match(await rejection(client.call(0, payload(1))), /server has closed/);
  const codec = countingCodec();
  assert.match(await rejection(transport.connect({ ...rest, codec, clients: 1 })), /no null server listens/);
  const next = await transport.listen({ ...rest, codec, handler: echo });
  await listener.close();
  const again: Client = await transport.connect({ ...rest, codec, clients: 1 });
  assert.is((await again.call(0, payload(9))).id, 9);
  await next.close();
});

test('a name that is taken and a caller that is not there are refused', async () => {
  const { transport, client } = await serve(echo);
  const codec = countingCodec();
  assert.match(
    await rejection(transport.listen({ ...rest, codec, handler: echo })),
    /listens at "echo" already/,
  );
  assert.match(await rejection(client.call(1, payload(1))), /no client 1 of 1/);
});

test('an abort rejects with its reason: before listening, before connecting, before and in a call', async () => {
  const { transport, client } = await serve(() => new Promise<Payload>(() => undefined));
  const aborted = AbortSignal.abort(new Error('enough'));
  const codec = countingCodec();
  assert.match(
    await rejection(transport.listen({ ...rest, codec, handler: echo, signal: aborted })),
    /enough/,
  );
  assert.match(await rejection(transport.connect({ ...rest, codec, clients: 1, signal: aborted })), /enough/);
  assert.match(await rejection(client.call(0, payload(1), aborted)), /enough/);
  const controller = new AbortController();
  const call = rejection(client.call(0, payload(1), controller.signal));
  controller.abort(new Error('stop now'));
  assert.match(await call, /stop now/);
});

test('a signal that does not abort changes nothing', async () => {
  const { client } = await serve(echo);
  assert.is((await client.call(0, payload(4), new AbortController().signal)).id, 4);
});

test.run();
