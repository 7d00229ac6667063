import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, Codec, Endpoint, Handler, Listener, Payload } from '@wiretax/core';
import { rest } from './transport.js';

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

export function payload(id: number, bytes: number): Payload {
  const data = new Uint8Array(bytes).map((_, i) => (i * 31 + id) % 251);
  return { id, data, timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
}

export const tcp: Endpoint = { kind: 'tcp', host: '127.0.0.1', port: 0 };

export const echo: Handler = (received) => received;

export function silent(): AbortSignal {
  return new AbortController().signal;
}

/** Runs once on loopback and once on a unix socket. */
export async function onEachLink(run: (endpoint: Endpoint) => Promise<void>): Promise<void> {
  await run(tcp);
  const directory = await mkdtemp(join(tmpdir(), 'wiretax-'));
  try {
    await run({ kind: 'unix', path: join(directory, 'rest.sock') });
  } finally {
    await rm(directory, { recursive: true });
  }
}

export function listen(endpoint: Endpoint, handler: Handler, options = {}): Promise<Listener> {
  return rest.listen({ endpoint, codec, handler, options, signal: silent() });
}

export function connect(endpoint: Endpoint, clients: number, options = {}): Promise<Client> {
  return rest.connect({ endpoint, codec, clients, options, signal: silent() });
}

/** Starts a server and a client, runs, and closes both whatever happens. */
export async function withPair(
  { endpoint = tcp, handler = echo, clients = 1, options = {} },
  run: (client: Client, listener: Listener) => Promise<void>,
): Promise<void> {
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
    await run({ kind: 'tcp', host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const NO_CONTENT = 'HTTP/1.1 204 No Content\r\n\r\n';

/** For a raw server: answers the OPTIONS of the pool well, and each POST as told. */
export function answering(answer: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    socket.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (text.startsWith('OPTIONS')) socket.write(NO_CONTENT);
      else if (text.startsWith('POST')) answer(socket);
    });
  };
}

export interface Answer {
  readonly status: number | undefined;
  readonly allow: string | undefined;
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  readonly body: Buffer;
}

/** One request by hand. `chunks` are sent one by one; without a content-length header that means chunked. */
export function send(
  endpoint: Endpoint,
  method: string,
  path: string,
  chunks: readonly Uint8Array[] = [],
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const target = endpoint.kind === 'tcp' ? { host: endpoint.host, port: endpoint.port } : {};
  return new Promise((resolve, reject) => {
    const sent = request({ ...target, method, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({
          status: response.statusCode,
          allow: response.headers.allow,
          contentType: response.headers['content-type'],
          contentLength: response.headers['content-length'],
          body: Buffer.concat(parts),
        });
      });
    });
    sent.on('error', reject);
    const sendRest = (): void => {
      for (const chunk of chunks) sent.write(chunk);
      sent.end();
    };
    if (headers['expect'] === undefined) sendRest();
    else sent.on('continue', sendRest).flushHeaders();
  });
}
