import { connect as connectSocket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { socketAddress } from '@wiretax/core';
import { codec, connect, listen, payload, tcp } from './echo.test.support.js';

test('a client that takes no replies has no more of them made, and then all', async () => {
  const data = new Uint8Array(4 * 1024 ** 2);
  const calls = 60;
  const handled: number[] = [];
  const listener = await listen(tcp, (request) => {
    if (request.id > 0) handled.push(request.id);
    return request.id > 0 ? { ...request, data } : request;
  });
  const socket = connectSocket(socketAddress(listener.endpoint)).pause();
  const requests = Array.from({ length: calls }, (_, index) => {
    const body = codec.encode(payload(index + 1, 0));
    const head = `POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: ${String(body.length)}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), body]);
  });
  await new Promise<void>((resolve) => socket.write(Buffer.concat(requests), () => resolve()));
  // What came before is read by the time that another client is answered.
  const other = await connect(listener.endpoint, 1);
  for (let call = 0; call < 20; call += 1) await other.call(0, payload(0, 10));
  await other.close();
  // The system takes some for the client.
  assert.ok(handled.length > 0 && handled.length < 20, String(handled.length));

  let receivedBytes = 0;
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      receivedBytes += chunk.length;
      if (receivedBytes > calls * (data.length + 32)) resolve();
    });
    socket.resume();
  });
  assert.equal(
    handled,
    Array.from({ length: calls }, (_, index) => index + 1),
  );
  socket.destroy();
  await listener.close();
});

test.run();
