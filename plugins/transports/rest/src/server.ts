import { createServer, type Server } from 'node:http';
import {
  boundEndpoint,
  type Endpoint,
  type Listener,
  type ListenOptions,
  socketAddress,
} from '@wiretax/core';
import { echoListener, expectListener } from './answer.js';
import { maxBodyBytes } from './options.js';

/** Enough for thousands of clients that connect at once; the system may cap it (net.core.somaxconn). */
const BACKLOG = 4096;

export async function listen(options: ListenOptions): Promise<Listener> {
  options.signal.throwIfAborted();
  const maxBytes = maxBodyBytes(options.options);
  const listener = echoListener(options.codec, options.handler, maxBytes);
  const server = createServer({ noDelay: true, keepAliveTimeout: 0 }, listener);
  server.maxRequestsPerSocket = 0;
  server.on('checkContinue', expectListener(listener, maxBytes));
  await bound(server, options.endpoint, options.signal);
  let closed: Promise<void> | undefined;
  return {
    endpoint: boundEndpoint(options.endpoint, server.address()),
    close: () => (closed ??= close(server)),
  };
}

function bound(server: Server, endpoint: Endpoint, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      server.close();
      reject(signal.reason as Error);
    };
    const onError = (error: Error): void => {
      signal.removeEventListener('abort', onAbort);
      const remedy = 'choose another port or path, or end what holds it.';
      reject(
        new Error(`rest could not listen on ${endpoint.address} (${error.message}); ${remedy}`, {
          cause: error,
        }),
      );
    };
    server.once('error', onError);
    signal.addEventListener('abort', onAbort, { once: true });
    server.listen({ ...socketAddress(endpoint), backlog: BACKLOG }, () => {
      signal.removeEventListener('abort', onAbort);
      server.removeListener('error', onError);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
