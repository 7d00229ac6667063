import assert from 'node:assert/strict';
import type { Payload } from '@wiretax/core';

/** A prime, so that a mistake by a whole block of any usual size shows. */
const patternBytes = 8191;
const pattern = Buffer.from(Array.from({ length: patternBytes }, (_, i) => (i * i * 31 + i * 7) % 251));

/** A request with data that differs from byte to byte and from id to id, and asks for as much. */
export function request(id: number, bytes = 24): Payload {
  const turn = id % patternBytes;
  const turned = Buffer.concat([pattern.subarray(turn), pattern.subarray(0, turn)]);
  return { id, data: Buffer.alloc(bytes, turned), timestampNs: id + 1, replySize: bytes, serviceTimeNs: 0 };
}

/** The reply must be the request's own: its id, and its data byte for byte. */
export function assertEchoed(sent: Payload, reply: Payload): void {
  assert.equal(reply.id, sent.id, `the call with id ${String(sent.id)} got the reply of another call`);
  assertSameData(sent, reply, 'the reply');
}

export function assertSameData(sent: Payload, received: Payload, what: string): void {
  const [wanted, got] = [sent.data.byteLength, received.data.byteLength];
  assert.equal(got, wanted, `${what} must carry ${String(wanted)} bytes of data; it carries ${String(got)}`);
  const same = Buffer.compare(sent.data, received.data) === 0;
  assert.ok(same, `${what} must carry the ${String(wanted)} bytes as they were sent; some differ`);
}
