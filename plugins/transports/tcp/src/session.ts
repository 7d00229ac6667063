import type { Duplex } from 'node:stream';
import type { Codec, Handler, Payload } from '@wiretax/core';
import { FrameDecoder, frameHeader, tooLarge, writeFrame } from './framing.js';
import { Queue } from './queue.js';

/** What all sessions of a listener share. */
export interface Service {
  readonly codec: Codec;
  readonly handler: Handler;
  readonly maxFrameBytes: number;
  /** Takes the reason for which a connection was dropped. */
  readonly report: (reason: string) => void;
}

/** A request whose turn to be answered hasn't come, or whose handler hasn't ended. */
interface Unanswered {
  reply: Payload | undefined;
  /** What it holds in memory: of the request, or since it was handled of the reply. */
  bytes: number;
  next: Unanswered | undefined;
}

/** A request that was read, and isn't handled before the client takes its replies. */
interface Held {
  readonly body: Uint8Array;
  next: Held | undefined;
}

/** What unanswered requests of a connection may hold before no more are read. */
const mostUnansweredBytes = 64 * 1024 * 1024;
/** What each takes beside the bytes of its message. */
const overheadBytes = 500;

/**
 * The server's end of one connection. Answers in the order of the requests. Whatever goes wrong on it,
 * in the client's bytes or in the handler, ends this connection only.
 */
export class Session {
  readonly #socket: Duplex;
  readonly #service: Service;
  readonly #unanswered = new Queue<Unanswered>();
  #unansweredBytes = 0;
  readonly #held = new Queue<Held>();
  /** Whether the client doesn't take its replies, so that it gets no further ones made. */
  #blocked = false;
  #clientIsDone = false;
  #ended = false;

  constructor(socket: Duplex, service: Service) {
    this.#socket = socket;
    this.#service = service;
    const decoder = new FrameDecoder(service.maxFrameBytes, this.#receive);
    socket.on('data', (chunk: Buffer) => {
      try {
        decoder.push(chunk);
      } catch (error) {
        this.#drop(error);
      }
    });
    socket.on('end', () => {
      if (decoder.midFrame) {
        this.#drop(new Error('the client closed it in the middle of a message'));
        return;
      }
      this.#clientIsDone = true;
      this.#goOn();
    });
    socket.on('drain', () => {
      this.#blocked = false;
      this.#goOn();
    });
    socket.on('close', () => {
      this.#ended = true;
    });
    // The socket destroys itself; that a client is gone is the client's business.
    socket.on('error', () => undefined);
  }

  close(): void {
    this.#ended = true;
    this.#socket.destroy();
  }

  readonly #receive = (body: Uint8Array): void => {
    if (this.#ended) return;
    if (this.#blocked) {
      this.#held.push({ body, next: undefined });
      return;
    }
    const reply = this.#service.handler(this.#service.codec.decode(body));
    if (!('then' in reply) && this.#unanswered.first === undefined) {
      this.#send(reply);
    } else {
      this.#enqueue(reply, body.length);
    }
  };

  #enqueue(reply: Payload | Promise<Payload>, requestBytes: number): void {
    const request: Unanswered = { reply: undefined, bytes: 0, next: undefined };
    this.#unanswered.push(request);
    if (!('then' in reply)) {
      this.#settle(request, reply);
      return;
    }
    this.#hold(request, requestBytes);
    reply
      .then((settled) => {
        this.#settle(request, settled);
        this.#answer();
      })
      .catch((error: unknown) => {
        this.#drop(error);
      });
  }

  #settle(request: Unanswered, reply: Payload): void {
    request.reply = reply;
    this.#hold(request, reply.data.byteLength);
  }

  #hold(request: Unanswered, messageBytes: number): void {
    const bytes = messageBytes + overheadBytes;
    this.#unansweredBytes += bytes - request.bytes;
    request.bytes = bytes;
    if (this.#unansweredBytes > mostUnansweredBytes) this.#socket.pause();
  }

  #goOn(): void {
    try {
      this.#answer();
    } catch (error) {
      this.#drop(error);
    }
  }

  /** Sends the replies whose turn has come, then handles what was held, as long as the client takes them. */
  #answer(): void {
    while (!this.#ended && !this.#blocked) {
      const reply = this.#unanswered.first?.reply;
      if (reply !== undefined) {
        this.#unansweredBytes -= this.#unanswered.shift()?.bytes ?? 0;
        this.#send(reply);
        continue;
      }
      const held = this.#held.shift();
      if (held === undefined) break;
      this.#receive(held.body);
    }
    if (this.#ended || this.#blocked) return;
    if (this.#unansweredBytes <= mostUnansweredBytes) this.#socket.resume();
    if (this.#clientIsDone && this.#unanswered.first === undefined) this.#socket.end();
  }

  #send(reply: Payload): void {
    if (this.#ended) return;
    const body = this.#service.codec.encode(reply);
    if (body.length > this.#service.maxFrameBytes) {
      this.#refuse(body.length);
      return;
    }
    if (writeFrame(this.#socket, body)) return;
    // A client that doesn't take its replies gets no further requests read or handled until it does. A large reply
    // that the system took at once is no reason to wait, though it was above the mark.
    if (this.#socket.writableLength < this.#socket.writableHighWaterMark) return;
    this.#blocked = true;
    this.#socket.pause();
  }

  /** Announces a reply that is too large and hangs up, so that the client can say what was wrong. */
  #refuse(bodyBytes: number): void {
    this.#ended = true;
    this.#socket.end(frameHeader(bodyBytes), () => this.#socket.destroy());
    this.#service.report(tooLarge(bodyBytes, this.#service.maxFrameBytes).message);
  }

  #drop(cause: unknown): void {
    if (this.#ended) return;
    this.close();
    this.#service.report(cause instanceof Error ? cause.message : String(cause));
  }
}
