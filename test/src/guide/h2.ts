import { once } from 'node:events';
import { connect as startSession, createServer } from 'node:http2';
import { connect as dial } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  boundEndpoint,
  type Call,
  type ConnectOptions,
  definePlugin,
  type ListenOptions,
  socketAddress,
  type Transport,
} from '@wiretax/core';

const supports: Transport['supports'] = { forms: ['socket'], connections: 'shared', maxMessageBytes: 2e8 };
async function listen({ endpoint, codec, handler }: ListenOptions) {
  const answer = async (io: Duplex) => io.end(codec.encode(await handler(codec.decode(await buffer(io)))));
  const server = createServer().on('stream', (stream) => void answer(stream).catch(() => stream.close()));
  await once(server.listen(socketAddress(endpoint)), 'listening');
  const close = () => Promise.resolve().then(() => void server.close());
  return { endpoint: boundEndpoint(endpoint, server.address()), close };
}
async function connect({ endpoint, codec, signal }: ConnectOptions) {
  const session = startSession('http://h2', { createConnection: () => dial(socketAddress(endpoint)) });
  // The second one is for errors that come later, which would be thrown where nobody catches them.
  await Promise.race([once(session, 'connect', { signal }), once(session, 'error')]);
  const send = (bytes: Uint8Array) => buffer(session.request({ ':method': 'POST' }).end(bytes));
  const call: Call = async (_, request) => codec.decode(await send(codec.encode(request)));
  return { call, slots: Infinity, close: () => Promise.resolve().then(() => session.destroy()) };
}

export default definePlugin({
  name: 'h2',
  api: 2,
  apply: ({ transports }) => transports.add('h2', { supports, listen, connect }),
});
