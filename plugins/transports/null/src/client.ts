import type { Call, Client, Codec, Payload } from '@wiretax/core';
import { abortable } from './abort.js';
import type { NullServer } from './server.js';
import type { Turn } from './turn.js';

/** Calls the server's handler, through the codec in both directions. */
export class NullClient implements Client {
  readonly slots = Number.POSITIVE_INFINITY;
  readonly #server: NullServer;
  readonly #codec: Codec;
  readonly #clients: number;
  readonly #turn: Turn;
  /** Rejects the calls that wait for a handler or for their turn. */
  readonly #inFlight = new Set<(error: Error) => void>();
  #ended: Error | undefined;

  constructor(server: NullServer, codec: Codec, clients: number, turn: Turn) {
    this.#server = server;
    this.#codec = codec;
    this.#clients = clients;
    this.#turn = turn;
    server.connect(this.#serverClosed);
  }

  readonly call: Call = (client, request, signal) => {
    if (signal !== undefined) return abortable(() => this.call(client, request), signal);
    try {
      if (this.#ended !== undefined) throw this.#ended;
      if (client < 0 || client >= this.#clients) throw noSuchClient(client, this.#clients);
      const bytes = this.#codec.encode(request);
      const reply = this.#server.handle(bytes);
      return 'then' in reply ? this.#whenHandled(reply, bytes.length) : this.#receive(reply, bytes.length);
    } catch (error) {
      return this.#fail(asError(error));
    }
  };

  close(): Promise<void> {
    this.#server.disconnect(this.#serverClosed);
    this.#end(new Error('the null client was closed; connect again to call'));
    return Promise.resolve();
  }

  #receive(reply: Payload, requestBytes: number): Promise<Payload> {
    const bytes = this.#server.codec.encode(reply);
    const received = this.#codec.decode(bytes);
    if (this.#turn.take(requestBytes + bytes.length)) return Promise.resolve(received);
    return new Promise((resolve, reject) => {
      this.#inFlight.add(reject);
      this.#turn.wait(() => {
        this.#inFlight.delete(reject);
        resolve(received);
      });
    });
  }

  #whenHandled(reply: Promise<Payload>, requestBytes: number): Promise<Payload> {
    return new Promise((resolve, reject) => {
      this.#inFlight.add(reject);
      reply
        .then((handled) => this.#receive(handled, requestBytes))
        .finally(() => this.#inFlight.delete(reject))
        .then(resolve, (reason: unknown) => {
          reject(asError(reason));
        });
    });
  }

  #fail(error: Error): Promise<never> {
    if (this.#turn.take(0)) return Promise.reject(error);
    return new Promise((_, reject) => {
      this.#turn.wait(() => {
        reject(error);
      });
    });
  }

  readonly #serverClosed = (): void => {
    this.#end(new Error('the null server has closed; start it again to call'));
  };

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const reject of this.#inFlight) reject(this.#ended);
    this.#inFlight.clear();
  }
}

/** A handler may fail with anything. */
function asError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  const what = `the handler or the codec failed with ${String(reason)}, which is no Error`;
  return new Error(`${what}; throw one that says why`, { cause: reason });
}

function noSuchClient(client: number, clients: number): RangeError {
  return new RangeError(`there is no client ${String(client)} of ${String(clients)}; count from 0`);
}
