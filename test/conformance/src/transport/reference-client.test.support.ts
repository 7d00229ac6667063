import { connect as connectSocket, type Socket } from 'node:net';
import { type Codec, type Endpoint, type Payload, socketAddress } from '@wiretax/core';
import { failed, type Frame, frame, FrameReader, hello } from './reference-framing.test.support.js';
import { type Has, maxMessageBytes } from './reference-defects.test.support.js';
import { headBytes } from './wire-codec.js';

interface Pending {
  readonly resolve: (reply: Payload) => void;
  readonly reject: (error: Error) => void;
}

/** One client's end of one connection. */
export class Connection {
  /** Resolves when the server has said hello. */
  readonly opened: Promise<void>;
  readonly closed: Promise<void>;
  readonly #has: Has;
  readonly #codec: Codec;
  readonly #endAll: (reason: Error) => unknown;
  readonly #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  #sequence = 0;
  #greeted = false;
  #ended: Error | undefined;
  #greet: () => void = () => undefined;

  /** `endAll` ends the connections of all clients. */
  constructor(endpoint: Endpoint, codec: Codec, has: Has, endAll: (reason: Error) => unknown) {
    this.#has = has;
    this.#endAll = endAll;
    this.#codec = codec;
    const socket = connectSocket({ ...socketAddress(endpoint), noDelay: true });
    this.#socket = socket;
    const limit = has('large replies pass') ? 2 * maxMessageBytes : maxMessageBytes;
    const reader = new FrameReader(has, limit, (received) => this.#receive(received));
    const overlooked = has('garbage instead of a greeting is ignored');
    const overlookedLater = has('garbage after the greeting is ignored');
    let cause = new Error('the connection was closed');
    this.opened = new Promise((resolve, reject) => {
      this.#greet = resolve;
      socket.on('close', () => reject(this.#ended ?? cause));
    });
    this.opened.catch(() => undefined);
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
    socket.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk);
      } catch (error) {
        if (this.#greeted ? !overlookedLater : !overlooked) this.end(error as Error);
      }
    });
    socket.on('error', (error) => {
      cause = error;
    });
    socket.on('close', () => {
      const reset = 'code' in cause && cause.code === 'ECONNRESET' && has('a reset is ignored');
      const cut = reader.begun.length > 0 && has('a cut reply is waited for');
      if (!reset && !cut) this.end(cause);
    });
  }

  call(request: Payload, signal: AbortSignal | undefined): Promise<Payload> {
    const has = this.#has;
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) throw this.#ended;
      if (has('one client has 32 calls at most') && this.#pending.size >= 32) throw new Error('is busy');
      const bytes = this.#encode(request);
      if (bytes === undefined) return;
      const sequence = (this.#sequence += 1);
      const abort = (): void => {
        reject(signal?.reason as Error);
        if (has('an abort ends all connections')) this.#endAll(signal?.reason as Error);
        if (has('numbers are used again')) this.#sequence = sequence - 1;
      };
      if (!has('a call overlooks a late abort')) signal?.addEventListener('abort', abort, { once: true });
      const settled = (): void => {
        if (!has('listeners stay on the signal')) signal?.removeEventListener('abort', abort);
      };
      this.#pending.set(sequence, {
        resolve: (reply) => {
          settled();
          resolve(has('the time is lost') ? { ...reply, timestampNs: 0 } : reply);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      this.#socket.write(frame(sequence, 0, bytes));
    });
  }

  /** Calls in flight and later ones reject. Only the first reason counts. */
  end(reason: Error, overlooked = false): void {
    this.#ended ??= reason;
    this.#socket.destroy();
    if (!overlooked) for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  /** The bytes, unless a defect keeps a failure to make them quiet. */
  #encode(request: Payload): Uint8Array | undefined {
    const has = this.#has;
    let bytes: Uint8Array;
    try {
      bytes = this.#codec.encode(request);
    } catch (error) {
      if (has('an unencodable request is dropped')) return undefined;
      throw error;
    }
    const limit = has('the limit is one less') ? maxMessageBytes - 1 : maxMessageBytes;
    if (bytes.byteLength > limit && !has('large requests pass')) {
      throw new Error(`the request has ${String(bytes.byteLength)} bytes, over the limit`);
    }
    const dataBytes = bytes.byteLength - headBytes;
    if (dataBytes === 0 && has('no data is refused')) throw new Error('there is no data');
    if (dataBytes === 4 * 1024 ** 2 && has('4 MiB are refused')) throw new Error('this is too much');
    const last = bytes.byteLength - 1;
    const spoilt =
      (dataBytes === 1 && has('one byte is spoilt')) || (dataBytes === 65_536 && has('64 KiB are spoilt'));
    if (spoilt) bytes[last] = ((bytes[last] ?? 0) + 1) % 256;
    return bytes;
  }

  #receive({ sequence, status, body }: Frame): void {
    if (!this.#greeted) {
      if (status !== hello) throw new Error('the server has not said hello');
      this.#greeted = true;
      this.#greet();
      return;
    }
    const [oldest] = this.#pending.keys();
    const number = this.#has('replies come in order') ? (oldest ?? 0) : sequence;
    const call = this.#pending.get(number);
    if (call === undefined) return;
    this.#pending.delete(number);
    if (status === failed) {
      call.reject(new Error(`the server failed: ${body.toString()}`));
      return;
    }
    try {
      call.resolve(this.#codec.decode(body));
    } catch (error) {
      if (!this.#has('an undecodable reply is dropped')) call.reject(error as Error);
    }
  }
}
