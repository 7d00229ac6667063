import { connect as connectSocket, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Endpoint, socketAddress } from '@wiretax/core';
import { connect, echo, listen, payload, tcp, withRawServer } from './echo.test.support.js';

/** Passes connections on to a server and notes the bytes that the client has sent on each. */
function relay(to: Endpoint, sentBytes: number[]): (socket: Socket) => void {
  return (socket) => {
    const index = sentBytes.push(0) - 1;
    const upstream = connectSocket(socketAddress(to));
    upstream.on('error', () => undefined).pipe(socket);
    socket.on('data', (bytes) => (sentBytes[index] = (sentBytes[index] ?? 0) + bytes.byteLength));
    socket.on('close', () => upstream.destroy()).pipe(upstream);
  };
}

async function bytesByConnection(
  options: Record<string, unknown>,
  clients: number,
  callers: readonly number[],
): Promise<number[]> {
  const listener = await listen(tcp, echo);
  const sent: number[] = [];
  try {
    await withRawServer(relay(listener.endpoint, sent), async (endpoint) => {
      const client = await connect(endpoint, clients, options);
      const opened = sent.length;
      for (const caller of callers) await client.call(caller, payload(1, 10_000));
      assert.is(sent.length, opened, 'a call opened a connection');
      await client.close();
    });
  } finally {
    await listener.close();
  }
  return sent;
}

test('callers share one connection unless told otherwise', async () => {
  const sent = await bytesByConnection({}, 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.is(sent.length, 1);
});

test('each channel is a connection of its own, and callers take turns by their number', async () => {
  const sent = await bytesByConnection({ channels: 4 }, 8, [0, 4, 1, 5, 2, 6, 3, 7]);
  assert.is(sent.length, 4);
  for (const bytes of sent) assert.ok(bytes > 20_000 && bytes < 22_000, String(bytes));
});

test('a caller stays on its channel', async () => {
  const sent = await bytesByConnection({ channels: 3 }, 8, [1, 4, 7, 1]);
  assert.equal(
    sent.map((bytes) => bytes > 40_000),
    [false, true, false],
  );
});

test('two clients to one server share nothing', async () => {
  const listener = await listen(tcp, echo);
  const sent: number[] = [];
  await withRawServer(relay(listener.endpoint, sent), async (endpoint) => {
    const first = await connect(endpoint, 1);
    const second = await connect(endpoint, 1);
    await first.close();
    assert.is((await second.call(0, payload(3, 1))).id, 3);
    await second.close();
  });
  await listener.close();
  assert.is(sent.length, 2);
});

test.run();
