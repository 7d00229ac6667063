import type { Call, Client, ConnectOptions } from '@wiretax/core';
import { abortable } from './abort.js';
import { Connection } from './connection.js';
import { maxFrameBytes } from './options.js';

/** Connections that are being opened at a time; more at once overflow the backlog of some servers. */
const OPENING_AT_ONCE = 64;

/** Opens one connection for each caller. */
export async function connectTcp(settings: ConnectOptions): Promise<Client> {
  const { clients } = settings;
  const connections: Connection[] = [];
  const end = async (reason: Error) => {
    for (const connection of connections) connection.end(reason);
    await Promise.all(connections.map((connection) => connection.closed));
  };
  await open(settings, connections, end);

  const call: Call = (client, request, callSignal) => {
    const connection = connections[client];
    if (connection === undefined) return Promise.reject(noSuchClient(client, clients));
    if (callSignal !== undefined) return abortable(() => connection.call(request), callSignal);
    return connection.call(request);
  };
  return {
    call,
    slots: Number.POSITIVE_INFINITY,
    close: () => end(new Error('the tcp client was closed; connect again to call')),
  };
}

async function open(
  { endpoint, codec, clients, options, signal }: ConnectOptions,
  connections: Connection[],
  end: (reason: Error) => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  const limit = maxFrameBytes(options);
  let failed = false;
  const openInTurn = async () => {
    while (connections.length < clients && !failed) {
      const connection = new Connection(endpoint, codec, limit);
      connections.push(connection);
      await connection.opened;
    }
  };
  const abort = () => void end(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.all(Array.from({ length: Math.min(OPENING_AT_ONCE, clients) }, openInTurn));
    signal.throwIfAborted();
  } catch (error) {
    failed = true;
    await end(error as Error);
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function noSuchClient(client: number, clients: number): RangeError {
  return new RangeError(`there is no client ${String(client)} of ${String(clients)}; count from 0`);
}
