import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codec, payload, silent, tcp } from './echo.test.support.js';
import { grpc } from './transport.js';

test('replies that a client does not take are not made beyond 64 MiB, and made when it does', async () => {
  const data = new Uint8Array(8 * 1024 ** 2);
  const calls = 30;
  let made = 0;
  let handled = 0;
  let reach: () => void;
  const allHandled = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const listener = await grpc.listen({
    endpoint: tcp,
    codec: { ...codec, encode: (reply) => ((made += 1), codec.encode(reply)) },
    handler: (request) => {
      handled += 1;
      if (handled === calls) reach();
      return { ...request, data };
    },
    options: {},
    signal: silent(),
  });
  const session = connectHttp2(`http://${listener.endpoint.address}`);
  const request = Buffer.concat([Buffer.alloc(5), codec.encode(payload(1, 0))]);
  request.writeUInt32BE(request.length - 5, 1);
  const streams = Array.from({ length: calls }, () => {
    const stream = session.request({
      ':method': 'POST',
      ':path': '/wiretax.v1.Echo/Echo',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.end(request);
    return stream;
  });
  await allHandled;
  assert.is(made, 8);
  await Promise.all(
    streams.map(async (stream) => {
      stream.resume();
      await once(stream, 'end');
    }),
  );
  assert.is(made, calls);
  session.destroy();
  await listener.close();
});

test.run();
