import { connect, type Socket } from 'node:net';
import { type Codec, type Endpoint, type Payload, socketAddress } from '@wiretax/core';
import { Deframer, frame } from './framing.js';

interface Waiting {
  readonly resolve: (reply: Payload) => void;
  readonly reject: (error: Error) => void;
}

/** The client's end of one connection. Replies come in the order of the requests. */
export class Connection {
  /** Resolves when calls can be made; rejects if the connection ends before. */
  readonly opened: Promise<void>;
  /** Resolves when the socket has been released. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #codec: Codec;
  readonly #waiting: Waiting[] = [];
  #ended: Error | undefined;

  constructor(endpoint: Endpoint, codec: Codec) {
    const socket = connect({ ...socketAddress(endpoint), noDelay: true });
    this.#socket = socket;
    this.#codec = codec;
    const deframer = new Deframer((body) => {
      const call = this.#waiting.shift();
      if (call === undefined) throw new Error('the server sent a reply that no call waits for');
      try {
        call.resolve(codec.decode(body));
      } catch (error) {
        call.reject(error as Error);
        throw error;
      }
    });
    socket.on('data', (chunk: Buffer) => {
      try {
        deframer.push(chunk);
      } catch (error) {
        this.end(error as Error);
      }
    });
    socket.on('error', (error) => this.end(error));
    // A call must not hang because the server is gone.
    socket.on('end', () => this.end(new Error('the server closed the connection')));
    const lost = new Error('the connection was closed');
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.end(lost);
        resolve();
      });
    });
    this.opened = new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      void this.closed.then(() => reject(this.#ended ?? lost));
    });
  }

  call(request: Payload): Promise<Payload> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) throw this.#ended;
      // Throws before the call waits for a reply to something that is never sent.
      const bytes = frame(this.#codec.encode(request));
      this.#waiting.push({ resolve, reject });
      this.#socket.write(bytes);
    });
  }

  /** Calls in flight and later ones reject with the reason; the first one counts. */
  end(reason: Error): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    this.#socket.destroy();
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}
