import assert from 'node:assert/strict';
import { types } from 'node:util';
import fc from 'fast-check';
import type { Codec, Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { assertSameBytes, copyOf, detached, fullPayload } from './payloads.js';

/** Bytes that no honest peer has sent: refused with an Error, or decoded to a payload that obeys its contract. */
export function refusalCases(codec: () => Codec): readonly Case[] {
  return [
    {
      name: 'refuses a payload that was cut within its data',
      run: () => {
        const { encode, decode } = codec();
        const bytes = encode(fullPayload(65_536));
        const size = String(bytes.length);
        for (const part of [0.25, 0.5, 0.75]) {
          const end = Math.floor(bytes.length * part);
          const decoded = decodeOrRefuse(decode, detached(bytes.subarray(0, end)));
          assert.ok(
            !decoded,
            `decode took ${String(end)} of ${size} bytes for a payload; a cut one must throw`,
          );
        }
      },
    },
    {
      name: 'a payload that was cut anywhere throws, or lacks fields; it never holds others',
      run: () => {
        const { encode, decode } = codec();
        for (const size of [1, 40]) {
          const payload = fullPayload(size);
          const bytes = encode(copyOf(payload));
          for (let end = 0; end < bytes.length; end += 1) {
            const decoded = decodeOrRefuse(decode, detached(bytes.subarray(0, end)));
            if (!decoded) continue;
            const cut = `a payload of ${String(bytes.length)} bytes, cut after ${String(end)}`;
            assertLacksFields(decoded, payload, cut);
          }
        }
      },
    },
    {
      name: 'random bytes throw an Error, or decode to a payload',
      run: () => {
        const { decode } = codec();
        const property = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
          assertPayloadOrRefusal(decode, bytes, 'random bytes');
        });
        fc.assert(property, { numRuns: 2000, includeErrorInReport: true });
      },
    },
    {
      name: 'a payload with bytes that are wrong, missing or too many throws an Error, or decodes to a payload',
      run: () => {
        const { encode, decode } = codec();
        const bytes = detached(encode(fullPayload(20)));
        for (let at = 0; at < bytes.length; at += 1) {
          const where = `a payload whose byte ${String(at)} of ${String(bytes.length)}`;
          const before = bytes.subarray(0, at);
          const behind = bytes.subarray(at + 1);
          assertPayloadOrRefusal(decode, joined(before, behind), `${where} is missing`);
          for (const wrong of wrongBytes(bytes[at] ?? 0)) {
            const shown = wrong.map((byte) => byte.toString(16)).join(' ');
            assertPayloadOrRefusal(decode, joined(before, wrong, behind), `${where} is ${shown}`);
            assertPayloadOrRefusal(
              decode,
              joined(before, wrong, bytes.subarray(at)),
              `${where} comes after ${shown}`,
            );
          }
        }
      },
    },
  ];
}

/** Flipped bits, ends of ranges, and what is no UTF-8: a lone continuation, a cut sequence, a surrogate. */
function wrongBytes(right: number): number[][] {
  return [
    [right ^ 1],
    [right ^ 0x80],
    [0],
    [0x7f],
    [0xff],
    [0xff, 0xff, 0xff, 0xff],
    [0x80],
    [0xc3, 0x28],
    [0xed, 0xa0, 0x80],
  ];
}

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

/** The payload, or undefined if decode refused the bytes with an Error. */
export function decodeOrRefuse(decode: Codec['decode'], bytes: Uint8Array): Payload | undefined {
  try {
    return decode(bytes);
  } catch (error) {
    const what = `decode threw ${String(error)}, which is no Error; whoever reports it has no stack and no cause`;
    assert.ok(types.isNativeError(error), what);
    return undefined;
  }
}

/** Counts are safe integers and data is no more than a format could have packed into the bytes. */
export function assertPayloadOrRefusal(decode: Codec['decode'], bytes: Uint8Array, what: string): void {
  const payload = decodeOrRefuse(decode, bytes);
  if (!payload) return;
  const { id, data } = payload;
  assert.ok(
    Number.isSafeInteger(id) && id >= 0,
    `${what}: decode gave id ${String(id)}; it must throw unless the id is a safe integer`,
  );
  for (const field of ['timestampNs', 'replySize', 'serviceTimeNs'] as const) {
    const value = payload[field];
    assert.ok(
      Number.isFinite(value) && value >= 0,
      `${what}: decode gave ${field} ${String(value)}; it must throw unless that is a number from 0`,
    );
  }
  assert.ok(types.isUint8Array(data), `${what}: decode gave data that is no Uint8Array`);
  const most = 1024 * (bytes.length + 1);
  assert.ok(data.length <= most, `${what}: decode made ${String(data.length)} bytes of data out of them`);
}

function assertLacksFields(decoded: Payload, whole: Payload, cut: string): void {
  const meaning = `${cut}, must throw or lack fields`;
  let lacking = 0;
  for (const field of ['id', 'timestampNs', 'serviceTimeNs'] as const) {
    const value = decoded[field];
    if (value !== whole[field]) lacking += 1;
    assert.ok(value === whole[field] || value === 0, `${meaning}, but ${field} is ${String(value)}`);
  }
  if (decoded.data.length !== 0) assertSameBytes(decoded.data, whole.data, `${meaning}, but data`);
  else lacking += 1;
  const { replySize } = decoded;
  if (replySize !== whole.replySize) lacking += 1;
  const expected = replySize === whole.replySize || replySize === decoded.data.length;
  assert.ok(expected, `${meaning}, but replySize is ${String(replySize)}`);
  assert.ok(lacking > 0, `${meaning}, but passes for the whole one`);
}
