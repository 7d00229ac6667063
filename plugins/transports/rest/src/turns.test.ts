import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { echoListener } from './answer.js';
import { codec, echo, payload } from './echo.test.support.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('nothing more is read from a socket while any of its requests waits for its turn', async () => {
  const socketOf = () =>
    new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() }) as unknown as Socket;
  const [socket, other] = [socketOf(), socketOf()];
  const listener = echoListener(codec, echo, 1000);
  const waiting = [socket, socket, socket, other].map((from) => {
    const request = Object.assign(new IncomingMessage(from), { method: 'POST', url: '/echo' });
    const response = new ServerResponse(request);
    request.push(codec.encode(payload(1, 10)));
    request.push(null);
    listener(request, response);
    return response;
  });
  await turn();
  assert.equal([socket.isPaused(), other.isPaused()], [true, true]);
  const paused: boolean[] = [];
  for (const response of waiting) {
    response.assignSocket(response.req.socket);
    response.detachSocket(response.req.socket);
    paused.push(response.req.socket.isPaused());
  }
  assert.equal(paused, [true, true, false, false]);
});

test.run();
