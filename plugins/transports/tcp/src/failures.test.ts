import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect as connectSocket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Payload, socketAddress } from '@wiretax/core';
import {
  anyPort,
  bytesOf,
  codec,
  echo,
  never,
  payload,
  rejection,
  rig,
  stranger,
  unixPath,
} from './rig.test.support.js';

const unanswered = () => new Promise<Payload>(() => undefined);
const small = payload(1, bytesOf(4));
const server = { codec, handler: echo, options: {}, signal: never };

test('calls in flight reject when the server closes, and so do later ones', async () => {
  for (const endpoint of [anyPort, await unixPath()]) {
    const { client, listener, close } = await rig(unanswered, { endpoint, clients: 2 });
    const calls = [0, 0, 1].map((caller) => rejection(client.call(caller, small)));
    await listener.close();
    for (const message of await Promise.all(calls)) {
      assert.match(message, /server closed the connection|ECONNRESET|EPIPE/);
    }
    assert.match(await rejection(client.call(0, small)), /server closed the connection|ECONNRESET|EPIPE/);
    await close();
  }
});

test('calls in flight reject when the client closes', async () => {
  const { client, close } = await rig(unanswered);
  const calls = [1, 2].map(() => rejection(client.call(0, small)));
  await close();
  assert.equal(new Set(await Promise.all(calls)).size, 1);
  assert.match((await calls[0]) ?? '', /client was closed/);
});

test('a server that dies between two replies fails only the calls that it left', async () => {
  const { client, close } = await stranger((socket) => {
    socket.once('data', (request: Buffer) => {
      socket.end(request.subarray(0, 16));
    });
  });
  const outcomes = await Promise.allSettled([client.call(0, small), client.call(0, small)]);
  assert.equal(
    outcomes.map((outcome) => outcome.status),
    ['fulfilled', 'rejected'],
  );
  await close();
});

test('a server that closes in the middle of a reply fails the call', async () => {
  const { client, close } = await stranger((socket) => {
    socket.once('data', () => socket.end(Buffer.from([0, 0, 0, 12, 1, 2])));
  });
  assert.match(await rejection(client.call(0, small)), /server closed the connection/);
  await close();
});

test('a reply that cannot be decoded rejects its call and no other', async () => {
  const { client, close } = await stranger((socket) => {
    socket.once('data', (request: Buffer) => {
      socket.write(Buffer.concat([Buffer.from([0, 0, 0, 1, 9]), request.subarray(0, 16)]));
    });
  });
  const garbled = rejection(client.call(0, small));
  const fine = client.call(0, small);
  assert.match(await garbled, /out of range|outside|bounds/i);
  assert.is((await fine).id, 1);
  await close();
});

test('a server that speaks something else, or unasked, fails the connection', async () => {
  const http = await stranger((socket) => {
    socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
  });
  assert.match(await rejection(http.client.call(0, small)), /1213486160 bytes is above the limit/);
  assert.match(await rejection(http.client.call(0, small)), /above the limit/);
  await http.close();

  const eager = await stranger((socket) => {
    socket.once('data', (request: Buffer) => socket.write(Buffer.concat([request, request])));
  });
  assert.is((await eager.client.call(0, small)).id, 1);
  assert.match(await rejection(eager.client.call(0, small)), /no call waits for/);
  await eager.close();
});

test('garbage from one client ends its connection only, and the server says why', async () => {
  const { client, listener, reports, close } = await rig(echo);
  for (const garbage of [Buffer.alloc(100, 255), Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.alloc(4)]) {
    const socket = connectSocket(socketAddress(listener.endpoint));
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(garbage);
    await once(socket, 'close');
    assert.is((await client.call(0, small)).id, 1);
  }
  assert.is(reports.length, 3);
  assert.match(reports[0] ?? '', /dropped a connection: a message of 4294967295 bytes is above the limit/);
  await close();
});

test('a failing handler ends its connection only, and the server says why', async () => {
  const { client, reports, close } = await rig(
    (request) => {
      if (request.id === 13) throw new Error('13 brings bad luck');
      return request;
    },
    { clients: 2 },
  );
  assert.match(await rejection(client.call(0, payload(13, bytesOf(4)))), /closed the connection|ECONNRESET/);
  assert.is((await client.call(1, small)).id, 1);
  assert.equal(reports, ['the tcp server dropped a connection: 13 brings bad luck']);
  await close();
});

test('a message above the limit is refused where it is sent', async () => {
  const limits = { serverLimit: 1000, clientLimit: 1000 };
  const { client, close } = await rig(echo, limits);
  assert.match(
    await rejection(client.call(0, payload(1, bytesOf(993)))),
    /1001 bytes is above .* 1000; raise/,
  );
  assert.is((await client.call(0, payload(2, bytesOf(992)))).id, 2);
  await close();

  const large = await rig((request) => ({ ...request, data: bytesOf(993) }), limits);
  assert.match(await rejection(large.client.call(0, small)), /1001 bytes is above .* 1000; raise/);
  assert.match(large.reports[0] ?? '', /1001 bytes is above .* 1000; raise/);
  await large.close();
});

test('a message above the limit is refused where it is received', async () => {
  const strictServer = await rig(echo, { serverLimit: 1000 });
  assert.match(
    await rejection(strictServer.client.call(0, payload(1, bytesOf(993)))),
    /closed the connection|ECONNRESET|EPIPE/,
  );
  assert.match(strictServer.reports[0] ?? '', /1001 bytes is above .* 1000; raise/);
  await strictServer.close();

  const strictClient = await rig((request) => ({ ...request, data: bytesOf(993) }), { clientLimit: 1000 });
  assert.match(await rejection(strictClient.client.call(0, small)), /1001 bytes is above .* 1000; raise/);
  await strictClient.close();
});

test('16 MiB is the limit unless it is set', async () => {
  const { client, close } = await rig(echo);
  assert.match(await rejection(client.call(0, payload(1, bytesOf((16 << 20) - 7)))), /limit of 16777216/);
  const largest = await client.call(0, payload(1, bytesOf((16 << 20) - 8)));
  assert.is(largest.data.length, (16 << 20) - 8);
  await close();
});

test('an abort rejects a call with its reason, and the replies of others stay theirs', async () => {
  const ends: (() => void)[] = [];
  const { client, close } = await rig((request) => {
    if (request.id === 1) return new Promise((resolve) => ends.push(() => resolve(request)));
    for (const end of ends) end();
    return request;
  });
  const controller = new AbortController();
  const aborted = rejection(client.call(0, small, controller.signal));
  controller.abort(new Error('enough'));
  assert.is(await aborted, 'enough');
  assert.is(await rejection(client.call(0, small, controller.signal)), 'enough');
  assert.is((await client.call(0, payload(2, bytesOf(1)), never)).id, 2);
  await close();
});

test('an abort before or while listening or connecting leaves nothing behind', async () => {
  const { transport, listener, close } = await rig(echo);
  const aborted = AbortSignal.abort(new Error('enough'));
  assert.is(await rejection(transport.listen({ ...server, endpoint: anyPort, signal: aborted })), 'enough');
  const client = { codec, endpoint: listener.endpoint, clients: 200, options: {} };
  assert.is(await rejection(transport.connect({ ...client, signal: aborted })), 'enough');
  for (const begin of [
    (signal: AbortSignal) => transport.listen({ ...server, endpoint: anyPort, signal }),
    (signal: AbortSignal) =>
      transport.listen({ ...server, endpoint: { link: 'tcp', address: 'localhost:0' }, signal }),
    (signal: AbortSignal) => transport.connect({ ...client, signal }),
  ]) {
    const controller = new AbortController();
    const outcome = rejection(begin(controller.signal));
    controller.abort(new Error('enough'));
    assert.is(await outcome, 'enough');
  }
  await close();
});

test('what cannot be connected to or listened at is named', async () => {
  const { transport, listener, close } = await rig(echo);
  const taken = listener.endpoint;
  assert.match(
    await rejection(transport.listen({ ...server, endpoint: taken })),
    /can't listen at 127.*EADDRINUSE/,
  );
  const file = await unixPath();
  await writeFile(file.address, '');
  assert.match(
    await rejection(transport.listen({ ...server, endpoint: file })),
    /can't listen at \/.*EADDRINUSE/,
  );
  await close();

  const client = { codec, clients: 100, options: {}, signal: never };
  assert.match(
    await rejection(transport.connect({ ...client, endpoint: taken })),
    /can't connect to 127.*ECONNREFUSED.*see whether the server is up/,
  );
  assert.match(
    await rejection(transport.connect({ ...client, endpoint: await unixPath() })),
    /can't connect to \/.*ENOENT/,
  );
});

test('a caller that is not there is refused', async () => {
  const { client, close } = await rig(echo, { clients: 3 });
  assert.match(await rejection(client.call(3, small)), /no client 3 of 3/);
  assert.match(await rejection(client.call(-1, small)), /no client -1 of 3/);
  await close();
});

test('a request that cannot be encoded rejects and the connection goes on', async () => {
  const { client, close } = await rig(echo);
  const broken = { ...small, data: undefined as unknown as Uint8Array };
  assert.match(await rejection(client.call(0, broken)), /length/);
  assert.is((await client.call(0, small)).id, 1);
  await close();
});

test.run();
