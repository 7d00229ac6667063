import { Buffer } from 'node:buffer';
import type { Codec, Payload } from '@wiretax/core';

const END_OF_FIXED64 = 2 ** 64;
const END_OF_UINT32 = 2 ** 32;
const END_OF_SAFE = 2 ** 53;

/** An object with the fields of Payload, `data` in base64. */
export const jsonCodec: Codec = {
  contentType: 'application/json',

  encode(payload) {
    try {
      const { data } = payload;
      return Buffer.from(
        JSON.stringify({
          id: whole('id', payload.id, END_OF_SAFE),
          data: Buffer.from(data.buffer, data.byteOffset, data.length).toString('base64'),
          timestampNs: whole('timestampNs', payload.timestampNs, END_OF_FIXED64),
          replySize: whole('replySize', payload.replySize, END_OF_UINT32),
          serviceTimeNs: whole('serviceTimeNs', payload.serviceTimeNs, END_OF_FIXED64),
        }),
      );
    } catch (cause) {
      throw new Error(
        `json can't encode payload ${String(payload.id)}: ${reason(cause)}; correct what the handler or load put into it`,
        { cause },
      );
    }
  },

  decode(bytes) {
    try {
      return fields(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()));
    } catch (cause) {
      throw new Error(
        `json can't decode ${String(bytes.length)} bytes: ${reason(cause)}; check that the other side sends {"id":1,"data":"<base64>"}`,
        { cause },
      );
    }
  },
};

/** Numbers that are absent are 0, as in echo.proto; an id is required, so that no other JSON passes. */
function fields(value: unknown): Payload {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('it is not an object');
  }
  const members: { readonly [name in keyof Payload]?: unknown } = value;
  const data = base64(members.data ?? '');
  return {
    id: whole('id', members.id, END_OF_SAFE),
    data,
    timestampNs: whole('timestampNs', members.timestampNs ?? 0, END_OF_FIXED64),
    replySize: whole('replySize', members.replySize ?? data.length, END_OF_UINT32),
    serviceTimeNs: whole('serviceTimeNs', members.serviceTimeNs ?? 0, END_OF_FIXED64),
  };
}

function whole(name: string, value: unknown, end: number): number {
  if (typeof value === 'number' && value >= 0 && value < end && Number.isInteger(value)) return value;
  const what = typeof value === 'number' ? String(value) : typeof value;
  throw new TypeError(`${name} is ${what}, not a whole number from 0 to 2^${String(Math.log2(end))} - 1`);
}

/** Buffer skips what it doesn't understand; that it gives the same text back shows that nothing was. */
function base64(text: unknown): Uint8Array {
  if (typeof text !== 'string') throw new TypeError('data is not a string');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new TypeError('data is not padded, canonical base64');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
