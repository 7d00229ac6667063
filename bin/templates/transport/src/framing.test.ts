import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { Deframer, frame, header, MAX_MESSAGE_BYTES } from './framing.js';

test('messages arrive whole, however the network has cut the stream', () => {
  const bodies = [Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(70_000, 7)];
  const stream = Buffer.concat(bodies.map(frame));
  for (const chunkBytes of [1, 5, 4096, stream.length]) {
    const received: Buffer[] = [];
    const deframer = new Deframer((body) => received.push(Buffer.from(body)));
    for (let at = 0; at < stream.length; at += chunkBytes)
      deframer.push(stream.subarray(at, at + chunkBytes));
    assert.deepEqual(received, bodies);
  }
});

test('a length above the limit is refused as soon as it is announced, and never sent', () => {
  const deframer = new Deframer(() => assert.fail('nothing is received'));
  assert.throws(() => deframer.push(header(MAX_MESSAGE_BYTES + 1)), RangeError);
  assert.throws(() => frame(Buffer.alloc(MAX_MESSAGE_BYTES + 1)), RangeError);
});
