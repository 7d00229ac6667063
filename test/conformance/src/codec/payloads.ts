import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { types } from 'node:util';
import fc from 'fast-check';
import type { Payload } from '@wiretax/core';

/** Sizes at which length prefixes grow by a byte, and what lies around them. */
const boundarySizes = [0, 1, 2, 3, 127, 128, 255, 256, 16_383, 16_384, 65_535, 65_536];

/** Sizes from 0 B to 64 KiB. */
const sizes = fc.oneof(fc.constantFrom(...boundarySizes), fc.nat({ max: 300 }), fc.nat({ max: 65_536 }));

/** Short data is any bytes; longer data is a pattern of its size, so that a counterexample can be read. */
const data = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc.record({ size: sizes, seed: fc.nat({ max: 255 }) }).map(({ size, seed }) => patterned(size, seed)),
);

/** Any payload that a trial may send. */
export const payloads: fc.Arbitrary<Payload> = fc.record(
  {
    id: fc.maxSafeNat(),
    data,
    timestampNs: fc.maxSafeNat(),
    replySize: fc.nat({ max: 2 ** 31 - 1 }),
    serviceTimeNs: fc.maxSafeNat(),
  },
  { noNullPrototype: true },
);

/** All 256 byte values in an order that is neither periodic in 256 nor easy to compress. */
export function patterned(size: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = seed + 1;
  for (let index = 0; index < size; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

/** A payload with no field that is 0, empty or what a decoder would assume if it were left out. */
export function fullPayload(dataBytes: number): Payload {
  return {
    id: 2 ** 53 - 2,
    data: patterned(dataBytes),
    timestampNs: 1_234_567_890_123_457,
    replySize: dataBytes + 70_001,
    serviceTimeNs: 987_654_321_987,
  };
}

/** Bytes in memory of their own: `slice` of a Buffer is a view. */
export function detached(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

export function copyOf(payload: Payload): Payload {
  return { ...payload, data: detached(payload.data) };
}

/** Fails with the obligation, and says which field differs. */
export function assertSame(actual: Payload, expected: Payload, obligation: string): void {
  for (const field of ['id', 'timestampNs', 'replySize', 'serviceTimeNs'] as const) {
    const [got, wanted] = [actual[field], expected[field]];
    assert.ok(got === wanted, `${obligation}: ${field} is ${String(got)} instead of ${String(wanted)}`);
  }
  assertSameBytes(actual.data, expected.data, `${obligation}: data`);
}

/** Says where the bytes differ, not all of them. */
export function assertSameBytes(actual: unknown, expected: Uint8Array, what: string): void {
  assert.ok(types.isUint8Array(actual), `${what} is no Uint8Array`);
  const [got, wanted] = [String(actual.length), String(expected.length)];
  assert.ok(actual.length === expected.length, `${what} has ${got} bytes instead of ${wanted}`);
  if (Buffer.compare(actual, expected) === 0) return;
  const at = actual.findIndex((byte, index) => byte !== expected[index]);
  assert.fail(`${what} differs at byte ${String(at)} of ${wanted}`);
}

/** A property of all payloads; the message of a failure names the obligation and a small counterexample. */
export function forAll(check: (payload: Payload) => void): void {
  fc.assert(fc.property(payloads, check), { includeErrorInReport: true });
}
