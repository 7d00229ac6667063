import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { boundEndpoint, type Listener, type ListenOptions, type Payload, socketAddress } from '@wiretax/core';
import { Deframer, frame, header, MAX_MESSAGE_BYTES } from './framing.js';

export async function listen(options: ListenOptions): Promise<Listener> {
  const { endpoint, signal } = options;
  signal.throwIfAborted();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, options);
  });
  try {
    server.listen(socketAddress(endpoint));
    await once(server, 'listening', { signal });
  } catch (error) {
    // The name of the host may still be being looked up, after which it would listen.
    server.once('listening', () => server.close()).close();
    signal.throwIfAborted();
    throw error;
  }
  // Nobody would handle it, which ends the process; the client whose connection it was is told anyway.
  server.on('error', () => undefined);

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }));
  return { endpoint: boundEndpoint(endpoint, server.address()), close };
}

/** Answers in the order of the requests. What goes wrong on a connection ends that one only. */
function serve(socket: Socket, { codec, handler }: ListenOptions): void {
  let answered = Promise.resolve();
  const answer = async (reply: Payload | Promise<Payload>, earlier: Promise<void>): Promise<void> => {
    const [settled] = await Promise.all([reply, earlier]);
    const body = codec.encode(settled);
    if (!socket.writable) return;
    // The client refuses it by its length, and can say why.
    if (body.length > MAX_MESSAGE_BYTES) socket.end(header(body.length));
    // A client that doesn't take its replies gets no more requests read until it does.
    else if (!socket.write(frame(body))) socket.pause();
  };
  const deframer = new Deframer((body) => {
    const reply = handler(codec.decode(body));
    answered = answer(reply, answered);
    answered.catch(() => socket.destroy());
  });
  socket.on('data', (chunk: Buffer) => {
    try {
      deframer.push(chunk);
    } catch {
      socket.destroy();
    }
  });
  socket.on('drain', () => socket.resume());
  // That a client is gone is the client's business; the socket destroys itself.
  socket.on('error', () => undefined);
}
