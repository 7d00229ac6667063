import type { Client } from '@wiretax/core';
import { test } from 'uvu';
import { assertAnswers, awkwardRequests, type EchoRequest } from './interop-exchange.js';
import { protoc } from './interop-protoc.js';
import { pythonGrpc, pythonProtobuf, withEchoServer } from './interop-python.js';
import { testWith } from './interop-tools.js';
import { monotonicNs, withClient } from './interop-transport.js';

const callers = 4;

async function callAndCheck(client: Client, caller: number, request: EchoRequest): Promise<void> {
  const fromNs = monotonicNs();
  const replySize = request.replySize ?? request.data.length;
  const reply = await client.call(caller, { ...request, timestampNs: fromNs, replySize });
  assertAnswers(request, reply, { fromNs, toNs: monotonicNs() });
}

for (const transport of ['tcp', 'rest', 'grpc'] as const) {
  const python = transport === 'grpc' ? pythonGrpc : pythonProtobuf;
  testWith([protoc, python], `our ${transport} client calls a server in Python`, async () => {
    await withEchoServer(transport, async (endpoint) => {
      await withClient(transport, endpoint, callers, async (client) => {
        const requests = awkwardRequests(3);
        const inTurn = async (caller: number): Promise<void> => {
          for (const [index, request] of requests.entries()) {
            if (index % callers === caller) await callAndCheck(client, caller, request);
          }
        };
        await Promise.all(Array.from({ length: callers }, (_, caller) => inTurn(caller)));
      });
    });
  });

  testWith(
    [protoc, python],
    `our ${transport} client has many calls in flight to a server in Python`,
    async () => {
      await withEchoServer(transport, async (endpoint) => {
        await withClient(transport, endpoint, callers, async (client) => {
          const requests = awkwardRequests(4);
          await Promise.all(requests.map((request, index) => callAndCheck(client, index % callers, request)));
        });
      });
    },
  );
}

test.run();
