import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Payload } from '@wiretax/core';
import { protobufCodec as codec } from './codec.js';

const fixed64 = fc
  .tuple(fc.maxSafeNat(), fc.nat({ max: 11 }))
  .map(([value, shift]) => value * 2 ** shift)
  .filter((value) => value < 2 ** 64);

const payloads: fc.Arbitrary<Payload> = fc.record(
  {
    id: fc.maxSafeNat(),
    data: fc.uint8Array({ maxLength: 300 }),
    timestampNs: fixed64,
    replySize: fc.nat({ max: 2 ** 32 - 1 }),
    serviceTimeNs: fixed64,
  },
  { noNullPrototype: true },
);

const sample: Payload = { id: 1, data: Uint8Array.of(1), timestampNs: 2, replySize: 3, serviceTimeNs: 4 };

test('decode gives back what was encoded, and nothing more', () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      assert.equal(codec.decode(codec.encode(payload)), payload);
    }),
  );
});

test('fields that are absent are 0 or empty, and the reply size is that of the data', () => {
  assert.equal(codec.decode(Uint8Array.of(0x12, 2, 7, 7)), {
    id: 0,
    data: Uint8Array.of(7, 7),
    timestampNs: 0,
    replySize: 2,
    serviceTimeNs: 0,
  });
  assert.is(codec.decode(Uint8Array.of(0x12, 2, 7, 7, 0x20, 0)).replySize, 0);
});

test('it decodes a view of a larger buffer, and a Buffer', () => {
  const bytes = codec.encode(sample);
  const larger = new Uint8Array(bytes.length + 20).fill(255);
  larger.set(bytes, 10);
  assert.equal(codec.decode(larger.subarray(10, 10 + bytes.length)), sample);
  assert.equal(codec.decode(Buffer.from(bytes)), sample);
});

// protobuf has no end mark: a message cut between two fields is a message with fewer fields.
test('a message that was cut throws, or lacks its last fields; it never holds anything else', () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const bytes = codec.encode(payload);
      const empty = codec.decode(new Uint8Array(0));
      for (let end = 0; end < bytes.length; end += 1) {
        const cut = decoded(bytes.subarray(0, end));
        if (cut === undefined) continue;
        assert.ok(cut.id === payload.id || cut.id === 0);
        assert.ok(cut.timestampNs === payload.timestampNs || cut.timestampNs === 0);
        assert.ok(cut.serviceTimeNs === payload.serviceTimeNs || cut.serviceTimeNs === 0);
        assert.ok(cut.replySize === payload.replySize || cut.replySize === cut.data.length);
        assert.equal(cut.data, cut.data.length === 0 ? empty.data : payload.data);
      }
    }),
  );
});

test('any bytes decode to a valid payload no larger than they are, or throw an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const payload = decoded(bytes);
      if (payload === undefined) return;
      assert.ok(Number.isSafeInteger(payload.id) && payload.id >= 0);
      assert.ok(payload.data.length <= bytes.length);
      for (const value of [payload.timestampNs, payload.replySize, payload.serviceTimeNs]) {
        assert.ok(Number.isFinite(value) && value >= 0);
      }
    }),
    { numRuns: 2000 },
  );
});

test('one changed byte never crashes it', () => {
  fc.assert(
    fc.property(payloads, fc.nat(), fc.nat({ max: 255 }), (payload, place, value) => {
      const bytes = codec.encode(payload);
      bytes[place % bytes.length] = value;
      decoded(bytes);
    }),
    { numRuns: 2000 },
  );
});

test('hostile bytes are refused', () => {
  const refused = (bytes: Uint8Array, why: RegExp) => {
    assert.throws(() => codec.decode(bytes), why);
  };
  refused(Uint8Array.of(0x12, 0xff, 0xff, 0xff, 0xff, 0x07), /index out of range/);
  refused(Uint8Array.of(0x12, 0xff, 0xff, 0xff, 0xff, 0x0f), /invalid length/);
  refused(Uint8Array.of(0x09, 255, 255, 255, 255, 255, 255, 255, 255), /above 2\^53 - 1/);
  refused(Uint8Array.of(0x0a, 0), /field 1 has wire type 2/);
  refused(new Uint8Array(4 << 20).fill(0x33), /field 6 is a group/);
  refused(new Uint8Array(4 << 20).fill(0xff), /protobuf can't decode 4194304 bytes/);
});

test('a payload that the schema has no room for is refused', () => {
  assert.throws(() => codec.encode({ ...sample, id: 2 ** 53 }), /id 9007199254740992 is not/);
  assert.throws(() => codec.encode({ ...sample, id: -1 }), /id -1 is not/);
  assert.throws(() => codec.encode({ ...sample, replySize: 2 ** 32 }), /replySize 4294967296 is not/);
  assert.throws(() => codec.encode({ ...sample, timestampNs: 0.5 }), /payload 1: 0.5 is not/);
  assert.throws(() => codec.encode({ ...sample, serviceTimeNs: Number.NaN }), /NaN is not/);
  assert.equal(codec.decode(codec.encode(sample)), sample);
});

function decoded(bytes: Uint8Array): Payload | undefined {
  try {
    return codec.decode(bytes);
  } catch (error) {
    assert.match(String(error), /protobuf can't decode/);
    return undefined;
  }
}

test.run();
