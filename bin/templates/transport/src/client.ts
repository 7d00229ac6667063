import type { Call, Client, ConnectOptions, Payload } from '@wiretax/core';
import { Connection } from './connection.js';

/** Opens a connection for each client, so that no call pays for one. */
export async function connectClients({ endpoint, codec, clients, signal }: ConnectOptions): Promise<Client> {
  const connections: Connection[] = [];
  const end = async (reason: Error): Promise<void> => {
    for (const connection of connections) connection.end(reason);
    await Promise.all(connections.map(({ closed }) => closed));
  };
  const abort = (): void => void end(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    for (let client = 0; client < clients; client += 1) {
      signal.throwIfAborted();
      const connection = new Connection(endpoint, codec);
      connections.push(connection);
      await connection.opened;
    }
    signal.throwIfAborted();
  } catch (error) {
    await end(error as Error);
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }

  const call: Call = (client, request, callSignal) => {
    const connection = connections[client];
    if (connection === undefined)
      return Promise.reject(new RangeError(`there is no client ${String(client)}`));
    if (callSignal === undefined) return connection.call(request);
    if (callSignal.aborted) return Promise.reject(callSignal.reason as Error);
    return abortable(connection.call(request), callSignal);
  };
  // Calls of one connection are answered in their order; as many as wish may wait for that.
  return { call, slots: Infinity, close: () => end(new Error('the client was closed')) };
}

/** A reply that comes after the abort still takes its turn on the connection, but nobody gets it. */
function abortable(reply: Promise<Payload>, signal: AbortSignal): Promise<Payload> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    void reply.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
