import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { echoProto, Payload, PayloadReader, PayloadWriter } from './index.js';

const writer = new PayloadWriter();

interface Numbers {
  id: number;
  data: Uint8Array;
  timestampNs: number;
  replySize: number;
  serviceTimeNs: number;
}

/** 64-bit numbers that a double holds exactly. */
const fixed64 = fc
  .tuple(fc.maxSafeNat(), fc.nat({ max: 11 }))
  .map(([value, shift]) => value * 2 ** shift)
  .filter((value) => value < 2 ** 64);

const payloads: fc.Arbitrary<Numbers> = fc.record({
  id: fc.maxSafeNat(),
  data: fc.uint8Array({ maxLength: 300 }),
  timestampNs: fixed64,
  replySize: fc.nat({ max: 2 ** 32 - 1 }),
  serviceTimeNs: fixed64,
});

function encode(payload: Numbers): Uint8Array {
  Payload.encode(payload, writer.begin(payload.data.length));
  return writer.take();
}

test('numbers survive the way there and back', () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const decoded = Payload.decode(new PayloadReader(encode(payload)));
      if (payload.id !== 0) assert.is(decoded.id, payload.id);
      if (payload.timestampNs !== 0) assert.is(decoded.timestampNs, payload.timestampNs);
      if (payload.serviceTimeNs !== 0) assert.is(decoded.serviceTimeNs, payload.serviceTimeNs);
      assert.is(decoded.replySize, payload.replySize);
      assert.equal([...decoded.data], [...payload.data]);
    }),
  );
});

test('the bytes are those of the schema as protobufjs reads it', () => {
  const root = protobuf.parse(readFileSync(echoProto, 'utf8')).root;
  const schema = root.lookupType('wiretax.v1.Payload');
  fc.assert(
    fc.property(payloads, (payload) => {
      assert.equal([...encode(payload)], [...schema.encode(payload).finish()]);
    }),
  );
});

test('each encoding has memory of its own', () => {
  const payload = { id: 1, data: new Uint8Array(8).fill(1), timestampNs: 1, replySize: 8, serviceTimeNs: 1 };
  const first = encode(payload);
  const copy = [...first];
  encode({ ...payload, id: 2, data: new Uint8Array(8).fill(2) });
  assert.equal([...first], copy);
});

test('data is a view of the bytes that were read', () => {
  const bytes = encode({ id: 1, data: Uint8Array.of(7, 7), timestampNs: 0, replySize: 2, serviceTimeNs: 0 });
  const { data } = Payload.decode(new PayloadReader(bytes));
  assert.is(data.buffer, bytes.buffer);
  assert.is(data.constructor, Uint8Array);
});

test('a writer refuses what is no unsigned 64-bit number', () => {
  for (const value of [-1, 1.5, 2 ** 64, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => writer.begin(0).fixed64(value), /not a whole number/);
  }
});

test('a wrong wire type, a group and field 0 are refused', () => {
  const refused = (...bytes: number[]) => {
    assert.throws(() => Payload.decode(new PayloadReader(Uint8Array.from(bytes))));
  };
  refused(0x08, 1); // id as a varint
  refused(0x1d, 0, 0, 0, 0); // timestamp_ns as fixed32
  refused(0x33, 0x34); // group 6
  refused(0x00, 0); // field 0
  refused(0x0c); // an end of a group that never began
});

test('unknown fields are skipped', () => {
  const bytes = Uint8Array.of(0x30, 0x96, 0x01, 0x20, 0x05, 0x3a, 1, 0);
  assert.is(Payload.decode(new PayloadReader(bytes)).replySize, 5);
});

test('the stock reader of the process still gives Long', () => {
  const bytes = encode({
    id: 5,
    data: new Uint8Array(0),
    timestampNs: 0,
    replySize: 0,
    serviceTimeNs: 0,
  });
  assert.type(Payload.decode(bytes).id, 'object');
  assert.ok(protobuf.util.Long);
});

test.run();
