import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Client, Outcome, toldNot } from '@wiretax/core';
import { codec, failureOf, payload, silent, tcpAt } from './echo.test.support.js';
import { rest } from './transport.js';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly type: string | undefined;
  readonly bytes: number;
}

/** A server of somebody else's, and a client that asks it for something. */
async function withServer(
  workload: { readonly method: string; readonly path: string },
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  work: (client: Client, seen: readonly Seen[]) => Promise<void>,
): Promise<void> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, type: request.headers['content-type'], bytes });
      answer(request, response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = tcpAt((server.address() as AddressInfo).port);
  try {
    const client = await rest.connect({
      endpoint,
      codec,
      workload,
      clients: 1,
      options: {},
      signal: silent(),
    });
    try {
      await work(client, seen);
    } finally {
      await client.close();
    }
  } finally {
    server.close();
    await once(server, 'close');
  }
}

test('a GET carries nothing, and its answer is data of any size without stamps', () =>
  withServer(
    { method: 'GET', path: '/file?a=1' },
    (_, response) => response.end('hello'),
    async (client, seen) => {
      const { data, ...reply } = await client.call(0, payload(7, 100));
      assert.is(Buffer.from(data).toString(), 'hello');
      assert.equal(reply, { id: 7, timestampNs: toldNot, replySize: 5, serviceTimeNs: toldNot });
      const asked = { method: 'GET', url: '/file?a=1', type: undefined, bytes: 0 };
      assert.equal(seen, [asked, asked]);
    },
  ));

test('a POST carries the bytes of the request as they are', () =>
  withServer(
    { method: 'POST', path: '/take' },
    (_, response) => response.writeHead(204).end(),
    async (client, seen) => {
      assert.is((await client.call(0, payload(1, 100))).data.length, 0);
      assert.equal(seen, [
        { method: 'OPTIONS', url: '/take', type: undefined, bytes: 0 },
        { method: 'POST', url: '/take', type: 'application/octet-stream', bytes: 100 },
      ]);
    },
  ));

test('a HEAD has no body either way', () =>
  withServer(
    { method: 'HEAD', path: '/' },
    (_, response) => response.end('hello'),
    async (client) => {
      assert.is((await client.call(0, payload(1, 100))).data.length, 0);
    },
  ));

test('any status below 400 is an answer; 429 and 503 refuse, others fail', () =>
  withServer(
    { method: 'GET', path: '/' },
    ({ headers }, response) => response.writeHead(statuses.shift() ?? 200, headers).end('sorry\n'),
    async (client) => {
      statuses.splice(0, Infinity, 200, 302, 404, 500, 429, 503, 200);
      for (let call = 0; call < 2; call += 1) await client.call(0, payload(1, 1));
      for (const [status, outcome] of [
        [404, undefined],
        [500, undefined],
        [429, Outcome.refused],
        [503, Outcome.refused],
      ] as const) {
        const failed = client.call(0, payload(1, 1));
        assert.match(await failureOf(failed), `was answered with status ${String(status)}: sorry`);
        const reason: unknown = await failed.catch((thrown: unknown) => thrown);
        assert.is((reason as { outcome?: Outcome }).outcome, outcome);
      }
      await client.call(0, payload(1, 1));
    },
  ));
const statuses: number[] = [];

test.run();
