import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readBody } from './body.js';

interface Outcome {
  readonly bodies: readonly (Buffer | undefined)[];
}

function read(
  chunks: readonly Uint8Array[],
  maxBytes: number,
  headers: Record<string, string>,
): Promise<Outcome> {
  const stream = new PassThrough();
  const bodies: (Buffer | undefined)[] = [];
  readBody(Object.assign(stream, { headers }) as unknown as IncomingMessage, maxBytes, (body) => {
    bodies.push(body);
  });
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  return new Promise((resolve) => {
    stream.on('end', () => {
      resolve({ bodies });
    });
  });
}

const someChunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 8 });

test('any split of a body comes back whole, with and without its length declared', async () => {
  await fc.assert(
    fc.asyncProperty(someChunks, fc.boolean(), async (chunks, declared) => {
      const whole = Buffer.concat(chunks);
      const headers: Record<string, string> = declared ? { 'content-length': String(whole.byteLength) } : {};
      const { bodies } = await read(chunks, 1000, headers);
      assert.is(bodies.length, 1);
      assert.is(bodies[0]?.equals(whole), true);
    }),
  );
});

test('a body over the limit is refused once, with and without its length declared', async () => {
  await fc.assert(
    fc.asyncProperty(someChunks, fc.nat(300), fc.boolean(), async (chunks, maxBytes, declared) => {
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
      fc.pre(bytes > maxBytes);
      const headers: Record<string, string> = declared ? { 'content-length': String(bytes) } : {};
      const { bodies } = await read(chunks, maxBytes, headers);
      assert.equal(bodies, [undefined]);
    }),
  );
});

test('a body of exactly the limit passes', async () => {
  const { bodies } = await read([Buffer.alloc(5), Buffer.alloc(5)], 10, {});
  assert.is(bodies[0]?.byteLength, 10);
});

test.run();
