import type { Http2Session, Http2Stream } from 'node:http2';
import type { sendUnaryData } from '@grpc/grpc-js';
import type { Payload } from '@wiretax/core';

/** Replies below this are not watched, which would cost more than making them; the limit of streams bounds what they hold. */
const watchedBytes = 16 * 1024;
/** What replies of one connection may hold that its client hasn't taken, before no further ones are made. */
const mostUntakenBytes = 64 * 1024 * 1024;
/** Calls that one connection may have under way. */
export const mostStreams = 10_000;

/** Gives a reply to `send`, at once or when the client has taken enough of those before it. */
export type SendInTurn = (call: object, reply: Payload, send: sendUnaryData<Payload>) => void;

/**
 * grpc-js makes every reply at once and keeps it until the client takes it: a client that asks for large ones and reads
 * none would have the memory filled with them.
 */
export function sendInTurn(): SendInTurn {
  const backlogs = new WeakMap<Http2Session, Backlog>();
  return (call, reply, send) => {
    const bytes = bytesOf(reply);
    const stream = bytes < watchedBytes ? undefined : streamOf(call);
    const session = stream?.session;
    if (stream === undefined || session === undefined) {
      send(null, reply);
      return;
    }
    let backlog = backlogs.get(session);
    if (backlog === undefined) backlogs.set(session, (backlog = new Backlog()));
    backlog.add({ stream, bytes, reply, send });
  };
}

interface Reply {
  readonly stream: Http2Stream;
  readonly bytes: number;
  readonly reply: Payload;
  readonly send: sendUnaryData<Payload>;
}

/** A handler may give back anything: what is no reply fails when it is encoded. */
function bytesOf(reply: Partial<Payload> | null | undefined): number {
  return reply?.data?.byteLength ?? 0;
}

class Backlog {
  #untakenBytes = 0;
  readonly #waiting: Reply[] = [];

  add(reply: Reply): void {
    if (this.#untakenBytes < mostUntakenBytes) this.#send(reply);
    else this.#waiting.push(reply);
  }

  #send({ stream, bytes, reply, send }: Reply): void {
    if (!stream.destroyed) {
      this.#untakenBytes += bytes;
      stream.once('close', () => {
        this.#untakenBytes -= bytes;
        this.#sendWaiting();
      });
    }
    send(null, reply);
  }

  #sendWaiting(): void {
    while (this.#untakenBytes < mostUntakenBytes) {
      const reply = this.#waiting.shift();
      if (reply === undefined) return;
      this.#send(reply);
    }
  }
}

/** The stream below a call, which the library keeps to itself; undefined in a version that keeps it elsewhere. */
function streamOf(call: object): Http2Stream | undefined {
  const { call: inner } = call as { readonly call?: { readonly stream?: Http2Stream } };
  return inner?.stream;
}
