import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, Codec, Endpoint, Handler, Listener, Payload, Transport } from '@wiretax/core';

const HEADER_BYTES = 32;

/** A fixed header of four doubles and the data. A payload of zeros only is encoded as no bytes at all. */
export const codec: Codec = {
  contentType: 'application/x-test',
  encode({ id, timestampNs, replySize, serviceTimeNs, data }) {
    if (id === 0 && data.byteLength === 0) return new Uint8Array(0);
    const bytes = Buffer.alloc(HEADER_BYTES + data.byteLength);
    [id, timestampNs, replySize, serviceTimeNs].forEach((field, i) => bytes.writeDoubleBE(field, i * 8));
    bytes.set(data, HEADER_BYTES);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  },
  decode(bytes) {
    if (bytes.byteLength === 0) return payload(0, 0);
    if (bytes.byteLength < HEADER_BYTES) throw new Error(`${String(bytes.byteLength)} bytes\nare too few`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return {
      id: view.getFloat64(0),
      timestampNs: view.getFloat64(8),
      replySize: view.getFloat64(16),
      serviceTimeNs: view.getFloat64(24),
      data: bytes.subarray(HEADER_BYTES),
    };
  },
};

/** Bytes that follow from the id. */
export function payload(id: number, bytes: number): Payload {
  const data = new Uint8Array(bytes).map((_, i) => (i * 31 + id) % 251);
  return { id, data, timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
}

/** A port of loopback. */
export function tcpAt(port: number): Endpoint {
  return { link: 'tcp', address: `127.0.0.1:${String(port)}` };
}

/** A free port of loopback. */
export const tcp: Endpoint = tcpAt(0);

export const echo: Handler = (received) => received;

/** A signal that never aborts. */
export function silent(): AbortSignal {
  return new AbortController().signal;
}

/** Runs once on loopback and once on a unix socket. */
export async function onEachLink(run: (endpoint: Endpoint) => Promise<void>): Promise<void> {
  await run(tcp);
  const directory = await mkdtemp(join(tmpdir(), 'wiretax-'));
  try {
    await run({ link: 'unix', address: join(directory, 'echo.sock') });
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** What a pair is made of; an echo for one client on loopback where it isn't said. */
export interface PairOptions {
  readonly endpoint?: Endpoint;
  readonly handler?: Handler;
  readonly clients?: number;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** One end of a transport, or both, with {@link codec}. */
export interface Rig {
  readonly listen: (
    endpoint: Endpoint,
    handler: Handler,
    options?: PairOptions['options'],
  ) => Promise<Listener>;
  readonly connect: (
    endpoint: Endpoint,
    clients: number,
    options?: PairOptions['options'],
  ) => Promise<Client>;
  /** Starts a server and a client, runs, and closes both whatever happens. */
  readonly withPair: (
    pair: PairOptions,
    run: (client: Client, listener: Listener) => Promise<void>,
  ) => Promise<void>;
}

export function rigOf(transport: Transport): Rig {
  const listen: Rig['listen'] = (endpoint, handler, options = {}) =>
    transport.listen({ endpoint, codec, handler, options, signal: silent() });
  const connect: Rig['connect'] = (endpoint, clients, options = {}) =>
    transport.connect({ endpoint, codec, clients, options, signal: silent() });
  return {
    listen,
    connect,
    async withPair({ endpoint = tcp, handler = echo, clients = 1, options = {} }, run) {
      const listener = await listen(endpoint, handler, options);
      try {
        const client = await connect(listener.endpoint, clients, options);
        try {
          await run(client, listener);
        } finally {
          await client.close();
        }
      } finally {
        await listener.close();
      }
    },
  };
}

/** A handler that never answers, and a promise for the nth request that reached it. */
export function hanging(requests: number): { handler: () => Promise<Payload>; reached: Promise<void> } {
  let count = 0;
  let reach: () => void;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const handler = (): Promise<Payload> => {
    count += 1;
    if (count === requests) reach();
    return new Promise(() => undefined);
  };
  return { handler, reached };
}

/** What a promise is rejected with, as text; fails if it isn't. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('was not rejected');
}

/** A server that treats each connection as told, on raw bytes. */
export async function withRawServer(
  treat: (socket: Socket) => void,
  run: (endpoint: Endpoint) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    treat(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(tcpAt((server.address() as AddressInfo).port));
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}
