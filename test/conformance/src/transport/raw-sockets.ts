import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { boundEndpoint, type Endpoint, socketAddress } from '@wiretax/core';
import type { Scene } from './scene.js';

export interface RawServer {
  readonly endpoint: Endpoint;
  /** Every connection that was ever accepted. */
  readonly sockets: readonly Socket[];
}

/** A server that knows no protocol and treats each connection as told. Gone at the end of the case. */
export async function rawServer(scene: Scene, treat: (socket: Socket) => unknown): Promise<RawServer> {
  const sockets: Socket[] = [];
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    treat(socket);
  });
  const wanted = await scene.endpoint();
  server.listen(socketAddress(wanted));
  await once(server, 'listening');
  scene.atEnd(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { endpoint: boundEndpoint(wanted, server.address()), sockets };
}

/** A connection of somebody who knows no protocol. Gone at the end of the case. */
export async function rawClient(scene: Scene, to: Endpoint): Promise<Socket> {
  const socket = connect({ ...socketAddress(to), noDelay: true });
  socket.on('error', () => undefined);
  scene.atEnd(() => socket.destroy());
  await scene.inTime(once(socket, 'connect'), 'the listener must accept connections at its endpoint');
  return socket;
}

/** Breaks the connection as the system does when a process is killed: with a reset, where there is such a thing. */
export function breakOff(socket: Socket): void {
  if (socket.remotePort === undefined) socket.destroy();
  else socket.resetAndDestroy();
}
