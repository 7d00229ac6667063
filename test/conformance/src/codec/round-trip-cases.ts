import assert from 'node:assert/strict';
import type { Codec, Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { assertSameBytes, copyOf, detached, forAll, fullPayload, patterned } from './payloads.js';

const numbers = {
  id: [0, 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1],
  timestampNs: [0, 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1],
  replySize: [0, 1, 255, 65_536, 4 << 20, 2 ** 31 - 1],
  serviceTimeNs: [0, 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1],
} as const;

/** What goes in comes out, field by field. */
export function roundTripCases(codec: () => Codec): readonly Case[] {
  const keeps = (field: keyof typeof numbers): void => {
    const { encode, decode } = codec();
    const check = (payload: Payload): void => {
      const wanted = payload[field];
      const got = decode(encode(payload))[field];
      const meaning = `decode(encode(payload)) must equal payload, but ${field}`;
      assert.ok(got === wanted, `${meaning} is ${String(got)} instead of ${String(wanted)}`);
    };
    for (const value of numbers[field]) check({ ...fullPayload(5), [field]: value });
    forAll(check);
  };
  return [
    { name: 'keeps the id, up to 2^53 - 1', run: () => keeps('id') },
    {
      name: 'keeps the data, any bytes from 0 B to 64 KiB',
      run: () => {
        const { encode, decode } = codec();
        forAll((payload) => {
          const { data } = copyOf(payload);
          assertSameBytes(decode(encode(payload)).data, data, 'decode(encode(payload)).data');
        });
      },
    },
    {
      name: 'keeps 4 MiB of data',
      run: () => {
        const { encode, decode } = codec();
        const data = patterned(4 << 20);
        const payload = { ...fullPayload(0), data: detached(data) };
        assertSameBytes(decode(encode(payload)).data, data, 'decode(encode(payload)).data');
      },
    },
    { name: 'keeps the timestamp', run: () => keeps('timestampNs') },
    { name: 'keeps the reply size, 0 too', run: () => keeps('replySize') },
    { name: 'keeps the service time', run: () => keeps('serviceTimeNs') },
    {
      name: 'encodes data that is a view of a larger buffer',
      run: () => {
        const { encode, decode } = codec();
        for (const [start, end] of [
          [0, 40],
          [7, 47],
          [64, 64],
          [3, 64],
        ] as const) {
          const payload = { ...fullPayload(0), data: patterned(64).subarray(start, end) };
          const decoded = decode(encode(copyOf(payload)));
          const viewed = decode(encode(payload));
          const what = `the data, bytes ${String(start)} to ${String(end)} of a larger buffer,`;
          assertSameBytes(viewed.data, decoded.data, what);
        }
      },
    },
  ];
}

/** Bytes of a request in which the reply size is left out, as a server in another language might get them. */
export function leftOutReplySizeCase(codec: () => Codec, bytes: Uint8Array): Case {
  return {
    name: 'a reply size that is left out asks for as many bytes as the request carries',
    run: () => {
      const { data, replySize } = codec().decode(detached(bytes));
      const carried = String(data.length);
      assert.ok(data.length > 0, 'give bytes of a request that carries data, or the case shows nothing');
      assert.ok(
        replySize === data.length,
        `a request of ${carried} bytes without a reply size asks for ${carried} bytes, not ${String(replySize)}`,
      );
    },
  };
}
