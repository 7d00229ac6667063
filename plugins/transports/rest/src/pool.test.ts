import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { socketAddress } from '@wiretax/core';
import { answering, codec, connect, failureOf, payload, withRawServer } from './echo.test.support.js';

const reply = codec.encode(payload(1, 1));
const OK = `HTTP/1.1 200 OK\r\ncontent-length: ${String(reply.byteLength)}\r\n\r\n`;

test('connecting opens a connection for each client, and calls open no more', async () => {
  const seen: Socket[] = [];
  const answer = answering((socket) => {
    socket.write(OK);
    socket.write(reply);
  });
  await withRawServer(
    (socket) => {
      seen.push(socket);
      answer(socket);
    },
    async (endpoint) => {
      const client = await connect(endpoint, 150);
      assert.is(seen.length, 150);
      for (let round = 0; round < 3; round += 1) {
        await Promise.all(seen.map((_, id) => client.call(id, payload(1, 1))));
      }
      assert.is(seen.length, 150);
      await client.close();
    },
  );
});

test('closing the client opens no connection for calls that wait for one', async () => {
  const seen: Socket[] = [];
  await withRawServer(
    (socket) => {
      seen.push(socket);
      answering(() => undefined)(socket);
    },
    async (endpoint) => {
      const client = await connect(endpoint, 2);
      const calls = Array.from({ length: 6 }, (_, id) => failureOf(client.call(0, payload(id, 1))));
      const gone = seen.map((socket) => once(socket, 'close'));
      await client.close();
      await Promise.all([...calls, ...gone]);
      const last = connectSocket(socketAddress(endpoint));
      await once(last, 'connect');
      last.end('OPTIONS');
      await once(last, 'data');
      assert.is(seen.length, 3);
    },
  );
});

test.run();
