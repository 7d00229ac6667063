import { Agent, type ClientRequest } from 'node:http';
import type { StartRequest } from './requests.js';

/** Connections that may be in their handshake at the same time. */
const HANDSHAKES = 64;

export function createPool(clients: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: clients, maxFreeSockets: clients, noDelay: true });
}

/**
 * Opens `sockets` connections, each proven by an `OPTIONS /echo`, and leaves them idle in the pool. The requests
 * are held back until all sockets are there; otherwise the pool would reuse the first ones. Rejects with the
 * first error, or the signal's reason, and leaves no socket open then.
 */
export function openSockets(
  pool: Agent,
  startRequest: StartRequest,
  sockets: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const requests: ClientRequest[] = [];
    let connected = 0;
    let answered = 0;
    const fail = (error: Error): void => {
      signal.removeEventListener('abort', onAbort);
      for (const request of requests) request.destroy();
      pool.destroy();
      reject(error);
    };
    const onAbort = (): void => {
      fail(signal.reason as Error);
    };
    const onConnect = (): void => {
      connected += 1;
      if (requests.length < sockets) open();
      else if (connected === sockets) for (const request of requests) request.end();
    };
    const onClose = (): void => {
      answered += 1;
      if (answered < sockets) return;
      signal.removeEventListener('abort', onAbort);
      resolve();
    };
    const open = (): void => {
      const request = startRequest('OPTIONS');
      requests.push(request);
      request.on('error', fail);
      request.on('close', onClose);
      request.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', onConnect);
        else onConnect();
      });
      request.on('response', (response) => {
        response.resume();
        if (response.statusCode !== 204) {
          fail(new Error(`OPTIONS /echo was answered with status ${String(response.statusCode)}`));
        } else if (response.headers.connection === 'close') {
          fail(new Error('the server does not keep connections open'));
        }
      });
    };
    signal.addEventListener('abort', onAbort, { once: true });
    for (let i = 0; i < Math.min(HANDSHAKES, sockets); i += 1) open();
  });
}

/**
 * Closes every connection, which fails the requests on them. Those that wait for one are told so here: the pool
 * would never, and would open connections for them.
 */
export function closePool(pool: Agent): void {
  for (const queue of Object.values(pool.requests)) {
    for (const request of queue?.splice(0) ?? []) request.emit('close');
  }
  pool.destroy();
}
