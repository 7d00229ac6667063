import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FrameDecoder, writeFrame } from './framing.js';

const LIMIT = 4096;

function framed(bodies: readonly Uint8Array[]): Buffer {
  const written: Uint8Array[] = [];
  const sink = {
    cork: () => undefined,
    uncork: () => undefined,
    write: (b: Uint8Array) => written.push(b) > 0,
  };
  for (const body of bodies) writeFrame(sink, body);
  return Buffer.concat(written);
}

function cutAt(stream: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % (stream.length + 1)), stream.length].sort((a, b) => a - b);
  return ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));
}

function decode(chunks: readonly Buffer[], limit = LIMIT): Buffer[] {
  const bodies: Buffer[] = [];
  const decoder = new FrameDecoder(limit, (body) => bodies.push(Buffer.from(body)));
  for (const chunk of chunks) decoder.push(chunk);
  return bodies;
}

test('bodies come out as they went in, wherever the stream is cut', () => {
  const body = fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.uint8Array({ maxLength: LIMIT }));
  fc.assert(
    fc.property(
      fc.array(body, { maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      (bodies, places) => {
        const stream = framed(bodies);
        const decoded = decode(cutAt(stream, places));
        assert.equal(
          decoded,
          bodies.map((bytes) => Buffer.from(bytes)),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('so do they byte by byte', () => {
  const bodies = [Buffer.alloc(0), Buffer.from([1]), Buffer.alloc(300, 2), Buffer.alloc(0)];
  const stream = framed(bodies);
  assert.equal(decode(Array.from(stream, (byte) => Buffer.from([byte]))), bodies);
});

test('the header is 4 bytes, big-endian, whatever the size', () => {
  assert.equal(framed([Buffer.from('ab')]), Buffer.from([0, 0, 0, 2, 97, 98]));
  const large = framed([Buffer.alloc(70_000)]);
  assert.equal([...large.subarray(0, 4)], [0, 1, 0x11, 0x70]);
  assert.is(large.length, 70_004);
});

test('a small frame is one write, a large one is corked', () => {
  const calls: string[] = [];
  const sink = {
    cork: () => calls.push('cork'),
    uncork: () => calls.push('uncork'),
    write: (bytes: Uint8Array) => calls.push(String(bytes.length)) > 0,
  };
  writeFrame(sink, Buffer.alloc(64));
  assert.equal(calls.splice(0), ['68']);
  writeFrame(sink, Buffer.alloc(65_536));
  assert.equal(calls, ['cork', '4', '65536', 'uncork']);
});

test('a frame within a chunk is not copied, and a frame over many chunks is copied once', () => {
  const bodies: Uint8Array[] = [];
  const decoder = new FrameDecoder(LIMIT, (body) => bodies.push(body));
  // In memory of its own, not in the pool that small buffers share.
  const stream = Buffer.from(new Uint8Array(framed([Buffer.alloc(10, 1), Buffer.alloc(LIMIT, 2)])).buffer);
  decoder.push(stream.subarray(0, 100));
  assert.is(bodies[0]?.buffer, stream.buffer);
  decoder.push(stream.subarray(100, 200));
  assert.is(bodies.length, 1);
  assert.ok(decoder.midFrame);
  decoder.push(stream.subarray(200));
  assert.not(decoder.midFrame);
  assert.is(bodies[1]?.length, LIMIT);
  assert.is.not(bodies[1]?.buffer, stream.buffer);
});

test('a length above the limit throws before anything is kept, however the header comes', () => {
  const header = Buffer.from([0, 0, 0x10, 0x01]);
  assert.throws(() => decode([header]), /4097 bytes is above the limit of 4096; raise maxFrameBytes/);
  assert.throws(() => decode([header.subarray(0, 1), header.subarray(1)]), /4097 bytes is above/);
  assert.throws(() => decode([Buffer.alloc(4, 255)]), /4294967295 bytes is above/);
  assert.equal(decode([framed([Buffer.alloc(LIMIT)])]), [Buffer.alloc(LIMIT)]);
});

test('any bytes in any chunks are eaten or refused, and bodies never hold more than came', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 100 })),
      fc.integer({ min: 1, max: 64 }),
      (chunks, limit) => {
        let bytes = 0;
        const decoder = new FrameDecoder(limit, (body) => (bytes += 4 + body.length));
        let pushed = 0;
        try {
          for (const chunk of chunks) {
            pushed += chunk.length;
            decoder.push(Buffer.from(chunk));
          }
        } catch (error) {
          assert.match(String(error), /above the limit/);
        }
        assert.ok(bytes <= pushed);
      },
    ),
    { numRuns: 1000 },
  );
});

test('midFrame tells a stream that ended between frames from one that was cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 })), fc.nat(), (bodies, place) => {
      const stream = framed(bodies);
      const boundaries = new Set([0]);
      let at = 0;
      for (const body of bodies) boundaries.add((at += 4 + body.length));
      const end = place % (stream.length + 1);
      const decoder = new FrameDecoder(LIMIT, () => undefined);
      decoder.push(stream.subarray(0, end));
      assert.is(decoder.midFrame, !boundaries.has(end));
    }),
  );
});

test.run();
