import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Payload } from '@wiretax/core';
import { jsonCodec as codec } from './codec.js';

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

test('it is the JSON that anyone would write', () => {
  const text = '{"id":1,"data":"AQ==","timestampNs":2,"replySize":3,"serviceTimeNs":4}';
  assert.is(Buffer.from(codec.encode(sample)).toString(), text);
});

test('numbers that are absent are 0, and the reply size is that of the data', () => {
  assert.equal(codec.decode(Buffer.from('{"id":5,"data":"AQI=","more":"é"}')), {
    id: 5,
    data: Uint8Array.of(1, 2),
    timestampNs: 0,
    replySize: 2,
    serviceTimeNs: 0,
  });
});

test('it decodes and encodes views of larger buffers', () => {
  const bytes = codec.encode({ ...sample, data: Uint8Array.of(9, 1, 9).subarray(1, 2) });
  const larger = new Uint8Array(bytes.length + 20).fill(32);
  larger.set(bytes, 10);
  assert.equal(codec.decode(larger.subarray(10, 10 + bytes.length)), sample);
});

test('a message that was cut throws', () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const bytes = codec.encode(payload);
      for (let end = 0; end < bytes.length; end += 1) {
        assert.is(decoded(bytes.subarray(0, end)), undefined);
      }
    }),
  );
});

test('any bytes and any JSON decode to a valid payload, or throw an error', () => {
  const someJson = fc
    .record({ id: fc.jsonValue(), data: fc.jsonValue() })
    .map((value) => Buffer.from(JSON.stringify(value)));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), someJson), (bytes) => {
      const payload = decoded(bytes);
      if (payload === undefined) return;
      assert.ok(Number.isSafeInteger(payload.id) && payload.id >= 0);
      assert.ok(payload.data.length <= bytes.length);
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

test('what is wrong is named', () => {
  const refused = (text: string, why: RegExp) => {
    assert.throws(() => codec.decode(Buffer.from(text)), why);
  };
  refused('', /json can't decode 0 bytes/);
  refused('[]', /not an object/);
  refused('null', /not an object/);
  refused('{}', /id is undefined/);
  refused('{"id":"1"}', /id is string/);
  refused('{"id":-1}', /id is -1/);
  refused('{"id":9007199254740992}', /id is 9007199254740992, not a whole number from 0 to 2\^53 - 1/);
  refused('{"id":1,"data":7}', /data is not a string/);
  refused('{"id":1,"data":"AQ"}', /base64/);
  refused('{"id":1,"data":"AR=="}', /base64/);
  refused('{"id":1,"data":"A Q=="}', /base64/);
  refused('{"id":1,"data":"_-8="}', /base64/);
  refused('{"id":1,"timestampNs":1e400}', /timestampNs is Infinity/);
  refused('{"id":1,"serviceTimeNs":0.5}', /serviceTimeNs is 0.5/);
  refused('{"id":1,"replySize":4294967296}', /replySize is 4294967296/);
  refused('{"__proto__":{"id":1}}', /id is undefined/);
  refused('['.repeat(1 << 20), /json can't decode 1048576 bytes/);
});

test('a payload that JSON has no number for is refused', () => {
  assert.throws(() => codec.encode({ ...sample, id: Number.NaN }), /id is NaN/);
  assert.throws(() => codec.encode({ ...sample, timestampNs: Number.POSITIVE_INFINITY }), /Infinity/);
  assert.throws(() => codec.encode({ ...sample, replySize: -1 }), /payload 1: replySize is -1/);
});

function decoded(bytes: Uint8Array): Payload | undefined {
  try {
    return codec.decode(bytes);
  } catch (error) {
    assert.match(String(error), /json can't decode/);
    return undefined;
  }
}

test.run();
