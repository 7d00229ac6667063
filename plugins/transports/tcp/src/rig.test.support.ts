import { Buffer } from 'node:buffer';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Codec, Endpoint, Handler, Payload } from '@wiretax/core';
import { tcpTransport } from './transport.js';

/** 8 bytes of id and the data; the other fields aren't of interest here. */
export const codec: Codec = {
  contentType: 'application/octet-stream',
  encode({ id, data }) {
    const bytes = Buffer.alloc(8 + data.length);
    bytes.writeDoubleBE(id);
    bytes.set(data, 8);
    return bytes;
  },
  decode(bytes) {
    const id = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).readDoubleBE();
    if (!Number.isSafeInteger(id)) throw new Error('that is no payload');
    return payload(id, bytes.subarray(8));
  },
};

export function payload(id: number, data: Uint8Array): Payload {
  return { id, data, timestampNs: 0, replySize: data.length, serviceTimeNs: 0 };
}

export const bytesOf = (length: number, value = 7) => new Uint8Array(length).fill(value);
export const echo: Handler = (request) => request;
export const never: AbortSignal = new AbortController().signal;
export const anyPort: Endpoint = { link: 'tcp', address: '127.0.0.1:0' };

export async function unixPath(): Promise<Endpoint> {
  const folder = await mkdtemp(join(tmpdir(), 'wiretax-'));
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return { link: 'unix', address: join(folder, 's') };
}

export interface RigOptions {
  readonly endpoint?: Endpoint;
  readonly clients?: number;
  readonly serverLimit?: number;
  readonly clientLimit?: number;
}

const limit = (bytes: number | undefined) => (bytes === undefined ? {} : { maxFrameBytes: bytes });

/** A server and its clients. `reports` is what the server logged. */
export async function rig(
  handler: Handler,
  { endpoint = anyPort, clients = 1, serverLimit, clientLimit }: RigOptions = {},
) {
  const reports: string[] = [];
  const transport = tcpTransport((line) => reports.push(line));
  const rest = { codec, signal: never };
  const listener = await transport.listen({ ...rest, endpoint, handler, options: limit(serverLimit) });
  const client = await transport.connect({
    ...rest,
    endpoint: listener.endpoint,
    clients,
    options: limit(clientLimit),
  });
  const close = async () => {
    await client.close();
    await listener.close();
  };
  return { transport, listener, client, reports, close };
}

/** A server that isn't ours: does with each connection what the test says. */
export async function stranger(serve: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const transport = tcpTransport(() => undefined);
  const client = await transport.connect({
    endpoint: { link: 'tcp', address: `127.0.0.1:${String(port)}` },
    codec,
    clients: 1,
    options: {},
    signal: never,
  });
  const close = async () => {
    await client.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { client, close };
}

/** The message of the rejection; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  assert.unreachable('it resolved');
  return '';
}
