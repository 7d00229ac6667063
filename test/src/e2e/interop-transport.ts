import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, Endpoint, Handler, Payload } from '@wiretax/core';
import { kernel } from '../bench/tools/stack.js';

const limitMs = 30_000;

type Name = 'tcp' | 'rest' | 'grpc';
type Options = Readonly<Record<string, unknown>>;

const { transports, codecs } = await kernel();
const codec = codecs.need('protobuf').contribution;

/** Both links that the transports run over. */
export const links = ['tcp', 'unix'] as const;

export interface Server {
  readonly endpoint: Endpoint;
  /** The endpoint as command lines take it: `127.0.0.1:4711`, `unix:/tmp/…`. */
  readonly address: string;
  /** How many requests its handler has been given. */
  readonly requests: () => number;
}

/** Our server of a transport, in this process, while `work` runs. */
export async function withListener(
  name: Name,
  link: (typeof links)[number],
  options: Options,
  work: (server: Server) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-interop-'));
  const wanted: Endpoint =
    link === 'tcp' ? { link, address: '127.0.0.1:0' } : { link, address: join(folder, 'server.sock') };
  let requests = 0;
  const handler: Handler = (request) => {
    requests += 1;
    return echo(request);
  };
  const { signal } = new AbortController();
  const { contribution } = transports.need(name);
  const listener = await contribution.listen({ endpoint: wanted, codec, handler, options, signal });
  const { endpoint } = listener;
  try {
    await work({ endpoint, address: addressOf(endpoint), requests: () => requests });
  } finally {
    await listener.close();
    rmSync(folder, { recursive: true });
  }
}

/** Our client of a transport, connected to a server elsewhere, while `work` runs. */
export async function withClient(
  name: Name,
  endpoint: Endpoint,
  clients: number,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const { signal } = new AbortController();
  const { contribution } = transports.need(name);
  const client = await contribution.connect({ endpoint, codec, clients, options: {}, signal });
  // A server that never answers must not hold the tests up: closing rejects what is in flight.
  const limit = setTimeout(() => void client.close(), limitMs);
  try {
    await work(client);
  } finally {
    clearTimeout(limit);
    await client.close();
  }
}

/** Nanoseconds of CLOCK_MONOTONIC, as timestamps of payloads are. */
export function monotonicNs(): number {
  return Number(process.hrtime.bigint());
}

/** What proto/echo.proto says that a server does. */
function echo({ id, data, replySize, serviceTimeNs }: Payload): Payload {
  const enteredNs = monotonicNs();
  while (monotonicNs() - enteredNs < serviceTimeNs);
  return {
    id,
    data: replySize === data.length ? data : new Uint8Array(replySize),
    timestampNs: enteredNs,
    replySize,
    serviceTimeNs: monotonicNs() - enteredNs,
  };
}

function addressOf({ link, address }: Endpoint): string {
  return link === 'unix' ? `unix:${address}` : address;
}
