import type { Codec, Handler, Payload } from '@wiretax/core';

/** The listening end: what a socket and the server's process are for other transports. */
export class NullServer {
  readonly codec: Codec;
  readonly #handler: Handler;
  readonly #clients = new Set<() => void>();

  constructor(codec: Codec, handler: Handler) {
    this.codec = codec;
    this.#handler = handler;
  }

  handle(request: Uint8Array): Payload | Promise<Payload> {
    return this.#handler(this.codec.decode(request));
  }

  /** Calls back when the server closes, unless `disconnect` comes first. */
  connect(closed: () => void): void {
    this.#clients.add(closed);
  }

  disconnect(closed: () => void): void {
    this.#clients.delete(closed);
  }

  close(): void {
    for (const closed of this.#clients) closed();
    this.#clients.clear();
  }
}
