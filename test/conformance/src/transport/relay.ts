import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Endpoint, socketAddress } from '@wiretax/core';
import { rawServer } from './raw-sockets.js';
import type { Scene } from './scene.js';

type Direction = 'request' | 'reply';

/** Both ends of one relayed connection. */
interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Passes one chunk on, or does something else with it. The next comes when it has resolved. */
export type Forward = (chunk: Buffer, to: Socket, direction: Direction) => unknown;

export interface Relay {
  readonly endpoint: Endpoint;
  /** Every connection that was ever opened through it. */
  readonly pairs: readonly Pair[];
  /** May be changed at any time. */
  forward: Forward;
}

/** Stands between a client and a listener. Gone at the end of the case. */
export async function relayTo(scene: Scene, listener: Endpoint, forward: Forward = pass): Promise<Relay> {
  const pairs: Pair[] = [];
  const { endpoint } = await rawServer(scene, (client) => {
    const server = connect({ ...socketAddress(listener), noDelay: true });
    server.on('error', () => undefined);
    scene.atEnd(() => server.destroy());
    pairs.push({ client, server });
    void carry(client, server, 'request');
    void carry(server, client, 'reply');
  });
  const relay: Relay = { endpoint, pairs, forward };
  const carry = async (from: Socket, to: Socket, direction: Direction): Promise<void> => {
    try {
      for await (const chunk of from) await relay.forward(chunk as Buffer, to, direction);
      to.end();
    } catch {
      to.destroy();
    }
  };
  return relay;
}

export async function pass(chunk: Uint8Array, to: Socket): Promise<void> {
  if (to.write(chunk) || to.destroyed) return;
  await Promise.race([once(to, 'drain'), once(to, 'close')]);
}
