import { Buffer } from 'node:buffer';
import type { Codec, Plugin } from '@wiretax/core';
import { type CodecDefect, codecPlugin, decodingTo, referenceCodec } from './reference.test.support.js';

export interface Broken {
  /** Names of the cases that must fail: the first is the one that this was made for. */
  readonly fails: readonly string[] | 'every case';
  readonly plugin: Plugin;
}

const having = (defect: CodecDefect): Plugin => codecPlugin(() => referenceCodec(defect));

const changed = (change: (right: Codec) => Partial<Codec>): Plugin =>
  codecPlugin(() => {
    const right = referenceCodec();
    return { ...right, ...change(right) };
  });

const keeps4MiB = 'keeps 4 MiB of data';
const cutAnywhere = 'a payload that was cut anywhere throws, or lacks fields; it never holds others';
const wrongByte =
  'a payload with bytes that are wrong, missing or too many throws an Error, or decodes to a payload';
const declared = 'lengths that are declared and not there allocate nothing';
const inProportion =
  'runs of one byte and deep nesting are refused or decoded in time proportional to their length';

/** In the order of the cases. */
export const broken: readonly Broken[] = [
  { fails: 'every case', plugin: codecPlugin(referenceCodec, 'other') },
  { fails: ['its content type is a media type'], plugin: changed(() => ({ contentType: 'protobuf' })) },
  {
    fails: ['keeps the id, up to 2^53 - 1'],
    plugin: decodingTo((payload) => ({ ...payload, id: payload.id >>> 0 })),
  },
  {
    fails: ['keeps the data, any bytes from 0 B to 64 KiB', keeps4MiB],
    plugin: decodingTo((payload) => ({
      ...payload,
      data: Buffer.from(Buffer.from(payload.data).toString()),
    })),
  },
  {
    fails: [keeps4MiB],
    plugin: changed(({ encode }) => ({
      encode: (payload) => {
        if (payload.data.length > 1 << 20) throw new RangeError('too long');
        return encode(payload);
      },
    })),
  },
  {
    fails: ['keeps the timestamp'],
    plugin: decodingTo((payload) => ({ ...payload, timestampNs: payload.timestampNs >>> 0 })),
  },
  {
    fails: ['keeps the reply size, 0 too'],
    plugin: decodingTo((payload) => ({ ...payload, replySize: payload.replySize || payload.data.length })),
  },
  {
    fails: ['keeps the service time'],
    plugin: decodingTo((payload) => ({ ...payload, serviceTimeNs: Math.fround(payload.serviceTimeNs) })),
  },
  { fails: ['encodes data that is a view of a larger buffer'], plugin: having('whole buffer is encoded') },
  {
    fails: ['a reply size that is left out asks for as many bytes as the request carries'],
    plugin: having('left out is 0'),
  },
  {
    fails: ['no encode writes to the bytes of an earlier one'],
    plugin: changed(({ encode }) => {
      const scratch = new Uint8Array(5 << 20);
      return {
        encode: (payload) => {
          const bytes = encode(payload);
          scratch.set(bytes);
          return scratch.subarray(0, bytes.length);
        },
      };
    }),
  },
  {
    fails: ['encode leaves the payload as it is'],
    plugin: changed(({ encode }) => ({
      encode: (payload) => {
        const bytes = encode(payload);
        payload.timestampNs += 1;
        return bytes;
      },
    })),
  },
  {
    fails: ['decode leaves its bytes as they are'],
    plugin: changed(({ decode }) => ({
      decode: (bytes) => {
        const payload = decode(bytes);
        bytes[0] = 0;
        return payload;
      },
    })),
  },
  {
    fails: ['decodes a view that starts inside of a larger buffer, and a Buffer'],
    plugin: having('offset is ignored'),
  },
  { fails: ['reads nothing outside of the view'], plugin: having('view is ignored') },
  {
    fails: ['keeps no state between calls'],
    plugin: changed(({ decode }) => {
      let halfRead = false;
      return {
        decode: (bytes) => {
          const wasHalfRead = halfRead;
          halfRead = true;
          const payload = decode(bytes);
          halfRead = false;
          return wasHalfRead ? { ...payload, id: 0 } : payload;
        },
      };
    }),
  },
  {
    fails: ['refuses a payload that was cut within its data', cutAnywhere],
    plugin: having('data is clamped'),
  },
  { fails: [cutAnywhere], plugin: having('head is padded') },
  {
    // What throws no Error does so for any bytes that it doesn't know.
    fails: ['random bytes throw an Error, or decode to a payload', wrongByte, declared, inProportion],
    plugin: having('magic throws a string'),
  },
  // A length may just as well be written where the id is.
  { fails: [wrongByte, declared], plugin: having('id above 2^53') },
  { fails: [declared], plugin: having('length is trusted') },
  { fails: [inProportion], plugin: having('quadratic complaint') },
];

/** More ways to break obligations that have their broken codec above. */
export const brokenOtherwise: readonly Broken[] = [
  {
    fails: ['keeps the reply size, 0 too'],
    plugin: decodingTo((payload) => ({ ...payload, replySize: payload.replySize & 0xffff })),
  },
  {
    fails: ['encode leaves the payload as it is'],
    plugin: changed(({ encode }) => ({
      encode: (payload) => {
        const bytes = encode(payload);
        payload.data.fill(0);
        return bytes;
      },
    })),
  },
  {
    fails: [
      'keeps no state between calls',
      'decodes a view that starts inside of a larger buffer, and a Buffer',
    ],
    plugin: changed(({ encode, decode }) => {
      let lastEncoded = 0n;
      let lastDecoded = 0n;
      return {
        encode: (payload) => {
          const delta = BigInt.asUintN(53, BigInt(payload.id) - lastEncoded);
          lastEncoded = BigInt(payload.id);
          return encode({ ...payload, id: Number(delta) });
        },
        decode: (bytes) => {
          const payload = decode(bytes);
          lastDecoded = BigInt.asUintN(53, BigInt(payload.id) + lastDecoded);
          return { ...payload, id: Number(lastDecoded) };
        },
      };
    }),
  },
  {
    fails: ['its content type is a media type'],
    plugin: changed(() => ({ contentType: 'application/x-protobuf\r\nx: y' })),
  },
];
