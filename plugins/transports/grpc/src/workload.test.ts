import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Client, Outcome, toldNot } from '@wiretax/core';
import { codec, failureOf, payload, silent, tcpAt } from './echo.test.support.js';
import { grpc } from './transport.js';

const path = '/shop.v1.Cart/Add';
const library = await import('@grpc/grpc-js');

/** A server of somebody else's with one method of raw bytes. */
async function withServer(
  answer: (request: Buffer) => Buffer,
  work: (connect: (path: string) => Promise<Client>) => Promise<void>,
): Promise<void> {
  const raw = (bytes: Buffer): Buffer => bytes;
  const server = new library.Server();
  server.addService(
    {
      Add: {
        path,
        requestStream: false,
        responseStream: false,
        requestSerialize: raw,
        requestDeserialize: raw,
        responseSerialize: raw,
        responseDeserialize: raw,
      },
    },
    {
      Add: (
        call: { readonly request: Buffer },
        send: (error: { readonly code: number } | null, reply?: Buffer) => void,
      ) => {
        const reply = answer(call.request);
        if (reply.length > 0) send(null, reply);
        else send({ code: library.status.RESOURCE_EXHAUSTED });
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', library.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  const clients: Client[] = [];
  try {
    await work(async (asked) => {
      const workload = { method: 'POST', path: asked };
      const rest = { codec, clients: 1, options: {}, signal: silent() };
      const client = await grpc.connect({ endpoint: tcpAt(port), workload, ...rest });
      clients.push(client);
      return client;
    });
  } finally {
    for (const client of clients) await client.close();
    server.forceShutdown();
  }
}

test('the bytes of a request are the message, and any answer is data without stamps', () =>
  withServer(
    (request) => Buffer.from(`${String(request.length)} bytes`),
    async (connect) => {
      const client = await connect(path);
      const { data, ...reply } = await client.call(0, payload(7, 100));
      assert.is(Buffer.from(data).toString(), '100 bytes');
      assert.equal(reply, { id: 7, timestampNs: toldNot, replySize: 9, serviceTimeNs: toldNot });
    },
  ));

test('a server without room refuses; one without the method fails, and says so', () =>
  withServer(
    () => Buffer.alloc(0),
    async (connect) => {
      const refused = (await connect(path)).call(0, payload(1, 1));
      assert.match(await failureOf(refused), 'RESOURCE_EXHAUSTED');
      const reason: unknown = await refused.catch((thrown: unknown) => thrown);
      assert.is((reason as { outcome?: Outcome }).outcome, Outcome.refused);
      const missing = (await connect('/shop.v1.Cart/Remove')).call(0, payload(1, 1));
      assert.match(await failureOf(missing), 'check that the server has this method');
    },
  ));

test.run();
