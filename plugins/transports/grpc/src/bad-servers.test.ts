import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { connect as connectSocket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { socketAddress } from '@wiretax/core';
import {
  connect,
  echo,
  failureOf,
  hanging,
  listen,
  payload,
  tcp,
  tcpAt,
  withRawServer,
} from './echo.test.support.js';

/** What a call fails of at an HTTP/2 server that answers each stream as told. */
async function whenStreamIsAnswered(answer: (stream: ServerHttp2Stream) => void): Promise<string> {
  const sessions: ServerHttp2Session[] = [];
  const server: Http2Server = createServer();
  server.on('session', (session) => sessions.push(session));
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    answer(stream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = await connect(tcpAt((server.address() as AddressInfo).port), 1);
  const failure = await failureOf(client.call(0, payload(1, 10)));
  await client.close();
  for (const session of sessions) session.destroy();
  await new Promise((resolve) => server.close(resolve));
  return failure;
}

const OK = { ':status': 200, 'content-type': 'application/grpc' };

function framed(message: string): Buffer {
  const frame = Buffer.alloc(5 + message.length);
  frame.writeUInt32BE(message.length, 1);
  frame.write(message, 5);
  return frame;
}

test('junk in place of HTTP/2, or hanging up, fails to connect', async () => {
  const treatments: readonly ((socket: Socket) => unknown)[] = [
    (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    (socket) => socket.write(Buffer.alloc(1000, 0xff)),
    (socket) => socket.destroy(),
  ];
  for (const treat of treatments) {
    await withRawServer(
      (socket) => void treat(socket),
      async (endpoint) => {
        assert.match(
          await failureOf(connect(endpoint, 5)),
          /^grpc could not connect to .* \(14 UNAVAILABLE: .*; check that a gRPC server listens there\.$/,
        );
      },
    );
  }
});

test('one channel that fails ends the others, which still connect', async () => {
  const gone: Promise<unknown>[] = [];
  await withRawServer(
    (socket) => {
      gone.push(once(socket, 'close'));
      if (gone.length === 3) socket.destroy();
    },
    async (endpoint) => {
      const failure = await failureOf(connect(endpoint, 1, { channels: 3 }));
      assert.match(failure, /^grpc could not connect to .* \(14 UNAVAILABLE: /);
    },
  );
});

test('junk within a connection fails the calls on it', async () => {
  const { handler, reached } = hanging(3);
  const listener = await listen(tcp, handler);
  const sockets: Socket[] = [];
  await withRawServer(
    (socket) => {
      const upstream = connectSocket(socketAddress(listener.endpoint));
      upstream.on('error', () => undefined).pipe(socket);
      socket.on('close', () => upstream.destroy()).pipe(upstream);
      sockets.push(socket);
    },
    async (endpoint) => {
      const client = await connect(endpoint, 3);
      const calls = [0, 1, 2].map((id) => failureOf(client.call(id, payload(id, 10))));
      await reached;
      sockets[0]?.write(Buffer.alloc(1000, 0xff));
      for (const failure of await Promise.all(calls)) {
        assert.match(failure, /failed with (UNAVAILABLE|INTERNAL)/);
      }
      await client.close();
    },
  );
  await listener.close();
});

test('a reply that cannot be decoded fails the call', async () => {
  const failure = await whenStreamIsAnswered((stream) => {
    stream.respond(OK, { waitForTrailers: true });
    stream.on('wantTrailers', () => {
      stream.sendTrailers({ 'grpc-status': '0' });
    });
    stream.end(framed('junk'));
  });
  assert.match(
    failure,
    /with INTERNAL \(Response message parsing error: 4 bytes.*both ends use the same codec/s,
  );
});

test('a reply that never ends fails the call at the limit', async () => {
  let sentBytes = 0;
  const failure = await whenStreamIsAnswered((stream) => {
    const endless = framed('');
    endless.writeUInt32BE(2 ** 32 - 1, 1);
    stream.respond(OK);
    stream.write(endless);
    const chunk = Buffer.alloc(1024 ** 2);
    const sendMore = (): void => {
      if (stream.destroyed) return;
      sentBytes += chunk.length;
      stream.write(chunk, sendMore);
    };
    sendMore();
  });
  assert.match(failure, /with RESOURCE_EXHAUSTED .*raise the option maxMessageBytes/);
  assert.ok(sentBytes <= 32 * 1024 ** 2, String(sentBytes));
});

test('an answer that is not gRPC, has no message, or is cut off fails the call', async () => {
  const cases: readonly (readonly [RegExp, (stream: ServerHttp2Stream) => void])[] = [
    [
      /with UNIMPLEMENTED .*; check that the server has this method/,
      (stream) => {
        stream.respond({ ':status': 404 });
        stream.end('<html>not here</html>');
      },
    ],
    [
      /with UNIMPLEMENTED \(No message received\)/,
      (stream) => {
        stream.respond({ ...OK, 'grpc-status': '0' }, { endStream: true });
      },
    ],
    [
      /with UNKNOWN|with INTERNAL|with UNAVAILABLE|with CANCELLED/,
      (stream) => {
        stream.respond(OK);
        stream.write(framed('half of it').subarray(0, 8));
        stream.session?.destroy();
      },
    ],
    [/with UNAVAILABLE|with INTERNAL|with CANCELLED/, (stream) => stream.session?.destroy()],
    [
      /with UNAVAILABLE .*refused/i,
      (stream) => {
        stream.close(7);
      },
    ],
  ];
  for (const [message, answer] of cases) assert.match(await whenStreamIsAnswered(answer), message);
});

test('junk from a client is no end of the server', async () => {
  const listener = await listen(tcp, echo);
  const at = socketAddress(listener.endpoint);
  for (const junk of [Buffer.alloc(1000, 0xff), Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.alloc(0)]) {
    const socket = connectSocket(at);
    await new Promise((resolve) => {
      socket.on('error', () => undefined);
      socket.on('close', resolve).resume();
      socket.end(junk);
    });
  }
  const client = await connect(listener.endpoint, 1);
  assert.is((await client.call(0, payload(9, 9))).id, 9);
  await client.close();
  await listener.close();
});

test.run();
