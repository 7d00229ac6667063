import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertAnswers, awkwardRequests, fromJson, toJson } from './interop-exchange.js';
import { protoc } from './interop-protoc.js';
import { exchange, pythonProtobuf } from './interop-python.js';
import { testWith } from './interop-tools.js';
import { links, monotonicNs, withListener } from './interop-transport.js';

for (const link of links) {
  testWith([protoc, pythonProtobuf], `a Python socket over ${link}, cut in awkward pieces`, async () => {
    await withListener('tcp', link, {}, async ({ address, requests }) => {
      const asked = awkwardRequests(1);
      const fromNs = monotonicNs();
      const replies = await exchange('tcp_client', [address, '1'], asked.map(toJson));
      const interval = { fromNs, toNs: monotonicNs() };
      assert.is(replies.length, asked.length);
      assert.is(requests(), asked.length);
      asked.forEach((request, index) => assertAnswers(request, fromJson(replies[index]), interval));
    });
  });
}

test.run();
