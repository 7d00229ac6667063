import type { Socket } from 'node:net';
import type { Codec, Handler, Payload } from '@wiretax/core';
import { failed, fine, frame } from './reference-framing.test.support.js';
import { type Has, maxMessageBytes } from './reference-defects.test.support.js';

export interface Session {
  readonly socket: Socket;
  handling: number;
}

/** What the listener does with the bytes of a request. */
export function answering(
  codec: Codec,
  handler: Handler,
  has: Has,
): (session: Session, sequence: number, bytes: Buffer) => void {
  const shared = Buffer.alloc(60_000);
  const queue: (() => void)[] = [];
  let running = 0;
  return (session, sequence, bytes) => {
    const { socket } = session;
    const fail = (error: unknown): void => {
      const why = error instanceof Error ? error.message : String(error);
      socket.write(frame(sequence, failed, Buffer.from(why)));
    };
    let request: Payload;
    try {
      const isShared = has('buffers are shared') && bytes.length > 40_000 && bytes.length < 60_000;
      if (isShared) bytes.copy(shared);
      request = codec.decode(isShared ? shared.subarray(0, bytes.length) : bytes);
    } catch (error) {
      if (!has('an undecodable request is dropped')) fail(error);
      return;
    }
    const send = (reply: Payload): void => {
      let body: Uint8Array;
      try {
        body = codec.encode(reply);
      } catch (error) {
        if (!has('an unencodable reply is dropped')) fail(error);
        return;
      }
      if (body.byteLength > maxMessageBytes && !has('large replies pass')) {
        fail(`the reply has ${String(body.byteLength)} bytes, over the limit`);
      } else if (!(has('replies are dropped under pressure') && socket.writableLength > 1 << 20)) {
        socket.write(frame(sequence, fine, body));
      }
    };
    const handle = (): void => {
      const reply = handler(request);
      if (!(reply instanceof Promise)) {
        send(reply);
        return;
      }
      running += 1;
      session.handling += 1;
      const done = reply
        .then(send, (error: unknown) => {
          if (has('a rejection of the handler goes unhandled')) throw error;
          fail(error);
        })
        .finally(() => {
          running -= 1;
          session.handling -= 1;
          queue.shift()?.();
        });
      if (!has('a rejection of the handler goes unhandled')) done.catch(() => undefined);
    };
    if (has('requests are dropped when busy') && session.handling >= 5) return;
    if (has('eight handlers at most') && running >= 8) {
      queue.push(handle);
      return;
    }
    if (has('a request is handled twice') && sequence === 10) void handler(request);
    try {
      handle();
    } catch (error) {
      if (!has('a handler that throws goes uncaught')) fail(error);
      else queueMicrotask(() => reportUncaught(error));
    }
  };
}

function reportUncaught(error: unknown): never {
  throw error;
}
