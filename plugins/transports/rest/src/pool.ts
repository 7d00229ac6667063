import { Agent, type ClientRequest } from 'node:http';
import type { Duplex } from 'node:stream';

/** Connections that may be in their handshake at the same time. */
const HANDSHAKES = 64;

/** Keep-alive connections, one for each client. */
export class Pool extends Agent {
  #closed = false;

  constructor(clients: number) {
    super({ keepAlive: true, maxSockets: clients, maxFreeSockets: clients, noDelay: true });
  }

  /** When a connection ends, an Agent opens another for the next request in its queue, even if it was destroyed. */
  override createConnection(...args: Parameters<Agent['createConnection']>): Duplex | null | undefined {
    return this.#closed ? undefined : super.createConnection(...args);
  }

  /** Closes every connection, which fails the requests on them; those in the queue would never be told. */
  close(): void {
    this.#closed = true;
    for (const queue of Object.values(this.requests)) {
      for (const request of queue ?? []) request.emit('close');
    }
    this.destroy();
  }
}

/**
 * Opens `sockets` connections, each proven by a request of `prove`, and leaves them idle in the pool. The requests
 * are held back until all sockets are there; otherwise the pool would reuse the first ones. Rejects with the
 * first error, or the signal's reason, and leaves no socket open then.
 */
export function openSockets(
  pool: Pool,
  prove: () => ClientRequest,
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
      pool.close();
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
      const request = prove();
      requests.push(request);
      request.on('error', fail);
      request.on('close', onClose);
      request.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', onConnect);
        else onConnect();
      });
      request.on('response', (response) => {
        response.resume();
        // Any status will do: that a server knows no OPTIONS says nothing about calls.
        if (response.headers.connection === 'close') {
          fail(new Error('the server does not keep connections open'));
        }
      });
    };
    signal.addEventListener('abort', onAbort, { once: true });
    for (let i = 0; i < Math.min(HANDSHAKES, sockets); i += 1) open();
  });
}
