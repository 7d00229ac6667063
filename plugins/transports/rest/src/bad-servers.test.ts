import type { Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Client } from '@wiretax/core';
import { answering, connect, failureOf, payload, withRawServer } from './echo.test.support.js';

async function whenPostIsAnswered(answer: (socket: Socket) => void, options = {}): Promise<string> {
  let failure = '';
  await withRawServer(answering(answer), async (endpoint) => {
    const client: Client = await connect(endpoint, 1, options);
    failure = await failureOf(client.call(0, payload(1, 10)));
    await client.close();
  });
  return failure;
}

test('junk in place of HTTP fails to connect', async () => {
  await withRawServer(
    (socket) => socket.write('\0\0\0\x01junk junk junk\r\n\r\n'),
    async (endpoint) => {
      assert.match(
        await failureOf(connect(endpoint, 5)),
        /^rest could not connect to .*Parse Error.*; check that an HTTP\/1\.1 server listens there\.$/,
      );
    },
  );
});

test('a server that hangs up or closes each connection fails to connect', async () => {
  const cases: readonly (readonly [RegExp, (socket: Socket) => unknown])[] = [
    [/socket hang up|ECONNRESET/, (socket) => socket.destroy()],
    [
      /keep connections open/,
      (socket) => socket.write('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n'),
    ],
  ];
  for (const [message, treat] of cases) {
    await withRawServer(
      (socket) => {
        socket.once('data', () => treat(socket));
      },
      async (endpoint) => {
        assert.match(await failureOf(connect(endpoint, 3)), message);
      },
    );
  }
});

test('junk in place of a reply fails the call', async () => {
  const failure = await whenPostIsAnswered((socket) => socket.write('no such protocol\r\n\r\n'));
  assert.match(
    failure,
    /^rest call to .* failed \(Parse Error.*; check that an HTTP\/1\.1 server listens there/,
  );
});

test('a reply that is cut off fails the call', async () => {
  const failure = await whenPostIsAnswered((socket) => {
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of it');
  });
  assert.match(failure, /closed before the reply was complete/);
});

test('a reply that cannot be decoded fails the call', async () => {
  const failure = await whenPostIsAnswered((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\njunk');
  });
  assert.match(
    failure,
    /^rest reply from .* is not a valid application\/x-test message \(4 bytes.*same codec/s,
  );
});

test('a reply over the limit fails the call, declared or not', async () => {
  for (const framing of ['content-length: 2000', 'transfer-encoding: chunked']) {
    const body = framing.startsWith('t') ? `7d0\r\n${'x'.repeat(2000)}\r\n0\r\n\r\n` : 'x'.repeat(2000);
    const failure = await whenPostIsAnswered(
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\n${framing}\r\n\r\n${body}`);
      },
      { maxBodyBytes: 1000 },
    );
    assert.match(
      failure,
      /^rest reply from .* is over the limit of 1000 bytes; raise the option maxBodyBytes\.$/,
    );
  }
});

test('an endless error text does not hang the call', async () => {
  const failure = await whenPostIsAnswered((socket) => {
    socket.write(`HTTP/1.1 503 Busy\r\n\r\n${'x'.repeat(100_000)}`);
  });
  assert.match(failure, /was answered with status 503: no text$/);
});

test('an upgrade in place of a reply fails the call', async () => {
  const failure = await whenPostIsAnswered((socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
  });
  assert.match(failure, /closed before the reply was complete|socket hang up/);
});

test('an idle connection that the server closes as a call is sent fails that call, once, and no other', async () => {
  let posts = 0;
  await withRawServer(
    answering((socket) => {
      posts += 1;
      socket.destroy();
    }),
    async (endpoint) => {
      const client = await connect(endpoint, 1);
      assert.match(await failureOf(client.call(0, payload(1, 1))), /socket hang up|ECONNRESET/);
      assert.is(posts, 1);
      assert.match(await failureOf(client.call(0, payload(2, 1))), /socket hang up|ECONNRESET/);
      assert.is(posts, 2);
      await client.close();
    },
  );
});

test.run();
