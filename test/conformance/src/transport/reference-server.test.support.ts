import { createServer, type Server } from 'node:net';
import {
  addressText,
  boundEndpoint,
  type Endpoint,
  type Listener,
  type ListenOptions,
  socketAddress,
} from '@wiretax/core';
import { answering, type Session } from './reference-answer.test.support.js';
import { frame, FrameReader, hello } from './reference-framing.test.support.js';
import { type Has, maxMessageBytes } from './reference-defects.test.support.js';

export async function listen(
  { endpoint, codec, handler, signal }: ListenOptions,
  has: Has,
): Promise<Listener> {
  if (!has('listen overlooks an early abort')) signal.throwIfAborted();
  const sessions = new Set<Session>();
  const answer = answering(codec, handler, has);
  let accepted = 0;
  let closing = false;

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    accepted += 1;
    const session: Session = { socket, handling: 0 };
    sessions.add(session);
    socket.on('error', () => undefined);
    socket.on('close', () => sessions.delete(session));
    if (closing) socket.destroy();
    const limit = has('large requests pass') ? 2 * maxMessageBytes : maxMessageBytes;
    const reader = new FrameReader(has, limit, ({ sequence, body }) => answer(session, sequence, body));
    socket.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk);
      } catch {
        socket.destroy();
        if (has('garbage ends the listener')) void close();
      }
    });
    socket.on('end', () => {
      if (has('a cut request is decoded') && reader.begun.length > 9) {
        answer(session, 1, reader.begun.subarray(9));
      }
      socket.end();
    });
    socket.write(frame(0, hello, Buffer.alloc(0)));
  });

  const bound = await bind(server, endpoint, signal, has);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing = true;
    if (has('an unused listener does not close') && accepted === 0) {
      server.close();
      return Promise.reject(new Error('nobody came'));
    }
    if (closed !== undefined && has('a listener closes once')) return Promise.reject(new Error('is closed'));
    return (closed ??= new Promise((resolve) => {
      let kept = 0;
      for (const { socket, handling } of sessions) {
        const keeps = has(handling > 0 ? 'busy connections are kept' : 'idle connections are kept');
        if (keeps) kept += 1;
        else socket.destroy();
      }
      if (has('the port is released late')) {
        setTimeout(() => server.close(), 30);
        resolve();
        return;
      }
      server.close(() => resolve());
      if (kept > 0) resolve();
    }));
  };
  return { endpoint: bound, close };
}

function bind(server: Server, endpoint: Endpoint, signal: AbortSignal, has: Has): Promise<Endpoint> {
  const given = socketAddress(endpoint);
  if (has('only known links are taken') && !['tcp', 'unix'].includes(endpoint.link))
    throw new Error(`there is no link ${endpoint.link}`);
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      server.close();
      reject(signal.reason as Error);
    };
    if (!has('listen overlooks a late abort')) signal.addEventListener('abort', abort, { once: true });
    server.on('error', (error) => {
      if ('host' in given && has('another port is taken')) server.listen({ ...given, port: 0 });
      else reject(error);
    });
    server.on('listening', () => {
      signal.removeEventListener('abort', abort);
      const taken = boundEndpoint(endpoint, server.address());
      const at = socketAddress(taken);
      if ('path' in at || !has('the host is rewritten')) resolve(taken);
      else resolve({ ...taken, address: addressText({ ...at, host: '127.1' }) });
    });
    server.listen(given);
  });
}
