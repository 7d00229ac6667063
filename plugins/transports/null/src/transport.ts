import { constants } from 'node:buffer';
import type { Client, ConnectOptions, Listener, ListenOptions, Transport } from '@wiretax/core';
import { NullClient } from './client.js';
import { NullServer } from './server.js';
import { Turn } from './turn.js';

/** A transport whose servers can be reached by its own clients only, in this process. */
export function nullTransport(): Transport {
  const servers = new Map<string, NullServer>();
  const turn = new Turn();

  function listen({ endpoint, codec, handler, signal }: ListenOptions): Listener {
    const { address: name } = endpoint;
    signal.throwIfAborted();
    if (servers.has(name)) {
      throw new Error(`a null server listens at "${name}" already; close it or choose another name`);
    }
    const server = new NullServer(codec, handler);
    servers.set(name, server);
    const close = () => {
      if (servers.get(name) === server) servers.delete(name);
      server.close();
      return Promise.resolve();
    };
    return { endpoint, close };
  }

  function connect({ endpoint, codec, clients, signal }: ConnectOptions): Client {
    const { address: name } = endpoint;
    signal.throwIfAborted();
    const server = servers.get(name);
    if (server === undefined) {
      throw new Error(`no null server listens at "${name}" in this process; start it before its clients`);
    }
    return new NullClient(server, codec, clients, turn);
  }

  return {
    supports: { forms: ['process'], connections: 'shared', maxMessageBytes: constants.MAX_LENGTH },
    listen: (options) => Promise.resolve(options).then(listen),
    connect: (options) => Promise.resolve(options).then(connect),
  };
}
