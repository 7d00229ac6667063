import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import type { Codec, Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { assertSame, assertSameBytes, copyOf, detached, forAll, fullPayload } from './payloads.js';

/** Who owns which bytes, and that nothing is remembered. */
export function memoryCases(codec: () => Codec): readonly Case[] {
  return [
    {
      name: 'no encode writes to the bytes of an earlier one',
      run: () => {
        const { encode } = codec();
        const encoded = payloadsOfSizes().map((payload) => encode(payload));
        const copies = encoded.map(detached);
        for (const payload of payloadsOfSizes())
          encode({ ...payload, id: 7, data: payload.data.map(() => 7) });
        for (const [index, bytes] of encoded.entries()) {
          assertSameBytes(bytes, copies[index] ?? bytes, 'an encoding, after later ones,');
        }
      },
    },
    {
      name: 'encode leaves the payload as it is',
      run: () => {
        const { encode } = codec();
        forAll((payload) => {
          const before = copyOf(payload);
          encode(payload);
          assertSame(payload, before, 'encode must not change its payload');
        });
      },
    },
    {
      name: 'decode leaves its bytes as they are',
      run: () => {
        const { encode, decode } = codec();
        forAll((payload) => {
          const bytes = detached(encode(payload));
          const before = detached(bytes);
          decode(bytes);
          assertSameBytes(bytes, before, 'what decode was given, after it,');
        });
      },
    },
    {
      name: 'decodes a view that starts inside of a larger buffer, and a Buffer',
      run: () => {
        const { encode, decode } = codec();
        forAll((payload) => {
          const bytes = detached(encode(payload));
          const expected = decode(detached(bytes));
          for (const [offset, filling] of [
            [1, 0xff],
            [8, 0],
          ] as const) {
            const larger = new Uint8Array(bytes.length + 2 * offset).fill(filling);
            larger.set(bytes, offset);
            const buffer = Buffer.from(detached(larger).buffer, offset, bytes.length);
            const view = larger.subarray(offset, offset + bytes.length);
            assertSame(decode(view), expected, `decode of a view at byte ${String(offset)} of its buffer`);
            assertSame(decode(buffer), expected, `decode of a Buffer at byte ${String(offset)}`);
          }
        });
      },
    },
    {
      name: 'reads nothing outside of the view',
      run: () => {
        const { encode, decode } = codec();
        const payload = fullPayload(3);
        const bytes = encode(payload);
        for (let end = 0; end < bytes.length; end += 1) {
          const inside = attempt(() => decode(detached(bytes).subarray(0, end)));
          const alone = attempt(() => decode(detached(bytes.subarray(0, end))));
          const where = `${String(end)} of ${String(bytes.length)} bytes in view`;
          const same = sameOutcome(inside, alone);
          assert.ok(same, `with ${where}, what lies behind the view changes what decode makes of it`);
        }
      },
    },
    {
      name: 'keeps no state between calls',
      run: () => {
        const { encode, decode } = codec();
        const payloads = payloadsOfSizes();
        const first = payloads.map((payload) => {
          const bytes = detached(encode(copyOf(payload)));
          return { payload, bytes, decoded: copyOf(decode(detached(bytes))) };
        });
        for (const { payload, bytes, decoded } of first.reverse()) {
          attempt(() => decode(Uint8Array.of(0x7b, 0xff, 0x12)));
          assertSame(
            decode(detached(bytes)),
            decoded,
            'decode in another order, after bytes that it refused',
          );
          const repeated = encode(copyOf(payload));
          assertSameBytes(repeated, bytes, 'the same payload, encoded once more between others,');
        }
      },
    },
  ];
}

function payloadsOfSizes(): Payload[] {
  return [0, 1, 300, 70_000, 20, 0].map((size, index) => ({
    ...fullPayload(size),
    id: index * 1000 + 1,
    timestampNs: (10 - index) * 1_000_003,
  }));
}

function attempt(decode: () => Payload): Payload | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

function sameOutcome(left: Payload | undefined, right: Payload | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  try {
    assertSame(left, right, '');
    return true;
  } catch {
    return false;
  }
}
