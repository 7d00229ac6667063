import { connect, type Socket } from 'node:net';
import { type Codec, type Endpoint, type Payload, socketAddress } from '@wiretax/core';
import { FrameDecoder, requireFits, writeFrame } from './framing.js';
import { Queue } from './queue.js';

const remedies: ReadonlyMap<string, string> = new Map([
  ['EMFILE', 'raise the limit of open files (ulimit -n)'],
  [
    'EADDRNOTAVAIL',
    'no local port is free: wait a minute for those in TIME_WAIT, have fewer clients, use link: unix, or widen net.ipv4.ip_local_port_range',
  ],
  ['EAGAIN', 'raise net.core.somaxconn or have fewer clients'],
]);

/** A call whose reply hasn't come. */
interface Waiting {
  readonly resolve: (reply: Payload) => void;
  readonly reject: (error: Error) => void;
  next: Waiting | undefined;
}

/** The client's end of one connection. Replies come in the order of the requests. */
export class Connection {
  /** Resolves when calls can be made; rejects if the connection ends before. */
  readonly opened: Promise<void>;
  /** Resolves when the socket has been released. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #codec: Codec;
  readonly #maxFrameBytes: number;
  readonly #waiting = new Queue<Waiting>();
  #ended: Error | undefined;

  constructor(endpoint: Endpoint, codec: Codec, maxFrameBytes: number) {
    this.#codec = codec;
    this.#maxFrameBytes = maxFrameBytes;
    const decoder = new FrameDecoder(maxFrameBytes, this.#receive);
    const socket = connect({ ...socketAddress(endpoint), noDelay: true });
    this.#socket = socket;
    const where = endpoint.address;
    let connected = false;
    this.opened = new Promise((resolve, reject) => {
      socket.once('connect', () => {
        connected = true;
        resolve();
      });
      socket.once('close', () => {
        reject(this.#ended ?? closedByServer(where));
      });
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.end(closedByServer(where));
        resolve();
      });
    });
    socket.on('data', (chunk: Buffer) => {
      try {
        decoder.push(chunk);
      } catch (error) {
        this.end(error as Error);
      }
    });
    socket.on('end', () => {
      this.end(closedByServer(where));
    });
    socket.on('error', (error) => {
      this.end(connected ? brokenBy(where, error) : noConnection(where, error));
    });
  }

  call(request: Payload): Promise<Payload> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) throw this.#ended;
      const body = this.#codec.encode(request);
      requireFits(body.length, this.#maxFrameBytes);
      this.#waiting.push({ resolve, reject, next: undefined });
      writeFrame(this.#socket, body);
    });
  }

  /** Ends the connection: calls in flight and later ones reject with the reason. Only the first one counts. */
  end(reason: Error): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    this.#socket.destroy();
    for (let call = this.#waiting.shift(); call !== undefined; call = this.#waiting.shift()) {
      call.reject(reason);
    }
  }

  readonly #receive = (body: Uint8Array): void => {
    const call = this.#waiting.shift();
    if (call === undefined) {
      throw new Error('the tcp server sent a reply that no call waits for; check what listens there');
    }
    try {
      call.resolve(this.#codec.decode(body));
    } catch (error) {
      call.reject(error as Error);
    }
  };
}

function closedByServer(where: string): Error {
  return new Error(`the tcp server closed the connection to ${where}; its log may say why`);
}

function brokenBy(where: string, cause: Error): Error {
  return new Error(`the tcp connection to ${where} broke: ${cause.message}; see whether the server is up`, {
    cause,
  });
}

function noConnection(where: string, cause: NodeJS.ErrnoException): Error {
  const reason = cause.message === '' ? String(cause.code) : cause.message;
  const remedy = remedies.get(cause.code ?? '') ?? 'see whether the server is up';
  return new Error(`transport tcp can't connect to ${where}: ${reason}; ${remedy}`, { cause });
}
