import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assertAnswers, awkwardRequests, fromJson, toJson } from './interop-exchange.js';
import { encodeText, protoc } from './interop-protoc.js';
import { exchange, pythonGrpc } from './interop-python.js';
import { runTool, testWith, tool } from './interop-tools.js';
import { links, monotonicNs, withListener } from './interop-transport.js';

const h2load = tool('h2load', 'h2load', ['--version']);

for (const link of links) {
  testWith([protoc, pythonGrpc], `grpcio calls our server over ${link}`, async () => {
    await withListener('grpc', link, {}, async ({ address, requests }) => {
      const asked = awkwardRequests(2);
      const fromNs = monotonicNs();
      const replies = await exchange('grpc_client', [address], asked.map(toJson));
      const interval = { fromNs, toNs: monotonicNs() };
      assert.is(replies.length, asked.length);
      assert.is(requests(), asked.length);
      asked.forEach((request, index) => assertAnswers(request, fromJson(replies[index]), interval));
    });
  });
}

testWith([protoc, pythonGrpc], 'grpcio is told which limit a message breaks', async () => {
  await withListener('grpc', 'tcp', { maxMessageBytes: 1000 }, async ({ address, requests }) => {
    const call = (id: number, bytes: number) => toJson({ id, data: new Uint8Array(bytes), serviceTimeNs: 0 });
    const [small, large] = await exchange('grpc_client', [address], [call(1, 10), call(2, 2000)]);
    assert.is(fromJson(small).id, 1);
    assert.is((large as { code?: string }).code, 'RESOURCE_EXHAUSTED');
    assert.is(requests(), 1);
  });
});

for (const link of links) {
  testWith([protoc, h2load], `h2load sends our server the frames of calls over ${link}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wiretax-h2load-'));
    try {
      const body = await encodeText(`id: 7 data: "${'x'.repeat(3000)}"`);
      const prefix = Buffer.alloc(5);
      prefix.writeUInt32BE(body.length, 1);
      const file = join(folder, 'body');
      writeFileSync(file, Buffer.concat([prefix, body]));
      await withListener('grpc', link, {}, async ({ address, requests }) => {
        const origin = link === 'tcp' ? `http://${address}` : 'http://localhost';
        const { code, stdout, stderr } = await runTool('h2load', [
          ...['--requests=500', '--clients=4', '--max-concurrent-streams=10', `--data=${file}`],
          ...['--header=content-type: application/grpc', '--header=te: trailers'],
          ...(link === 'unix' ? [`--base-uri=${address}`] : []),
          `${origin}/wiretax.v1.Echo/Echo`,
        ]);
        const text = stdout.toString();
        assert.is(code, 0, stderr);
        assert.match(text, /requests: 500 total, 500 started, 500 done, 500 succeeded, 0 failed, 0 errored/);
        assert.match(text, /status codes: 500 2xx, 0 3xx, 0 4xx, 0 5xx/);
        // Each reply is a frame of 5 bytes, the data, and the other fields.
        const dataBytes = Number(/\((\d+)\) data/.exec(text)?.[1]);
        assert.ok(dataBytes > 500 * 3005 && dataBytes < 500 * 3069, `${String(dataBytes)} bytes of data`);
        assert.is(requests(), 500);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test.run();
