import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import {
  boundEndpoint,
  type Endpoint,
  type Listener,
  type ListenOptions,
  socketAddress,
} from '@wiretax/core';
import { maxFrameBytes } from './options.js';
import { Session } from './session.js';

/** Connections that may wait to be accepted; the system may cap it (net.core.somaxconn). */
const BACKLOG = 4096;

/** Serves each connection until the listener is closed. `report` takes lines for the server's log. */
export async function listenTcp(
  { endpoint, codec, handler, options, signal }: ListenOptions,
  report: (line: string) => void,
): Promise<Listener> {
  signal.throwIfAborted();
  const where = endpoint.address;
  const service = {
    codec,
    handler,
    maxFrameBytes: maxFrameBytes(options),
    report: (reason: string) => report(`the tcp server dropped a connection: ${reason}`),
  };
  const sessions = new Set<Session>();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    const session = new Session(socket, service);
    sessions.add(session);
    socket.once('close', () => sessions.delete(session));
  });
  await bind(server, endpoint, signal);
  server.on('error', (error) => report(`the tcp server at ${where} could not accept: ${error.message}`));

  let closed: Promise<void> | undefined;
  const close = () =>
    (closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      for (const session of sessions) session.close();
    }));
  return { endpoint: boundEndpoint(endpoint, server.address()), close };
}

async function bind(server: Server, endpoint: Endpoint, signal: AbortSignal): Promise<void> {
  try {
    server.listen({ ...socketAddress(endpoint), backlog: BACKLOG });
    await once(server, 'listening', { signal });
  } catch (error) {
    // The name of a host may still be being looked up, after which it would listen.
    server.once('listening', () => server.close());
    server.close();
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `transport tcp can't listen at ${endpoint.address}: ${reason}; choose another, or end what holds it`,
      { cause: error },
    );
  }
}
