import type { Codec, Payload } from '@wiretax/core';

const magic = 0x77780001;
/** Magic, length of the data, id, timestamp, reply size, service time. */
export const headBytes = 4 + 4 + 4 * 8;

export interface WireCodec extends Codec {
  /** Lengths of what `decode` was given. */
  readonly decodedBytes: readonly number[];
}

/** What the kit gives to both ends: strict, so that whatever isn't one whole message is refused. */
export function wireCodec(): WireCodec {
  const decodedBytes: number[] = [];
  return {
    contentType: 'application/x-wiretax-kit',
    encode,
    decode: (bytes) => {
      decodedBytes.push(bytes.byteLength);
      return decode(bytes);
    },
    decodedBytes,
  };
}

function encode({ id, data, timestampNs, replySize, serviceTimeNs }: Payload): Uint8Array {
  const bytes = new Uint8Array(headBytes + data.byteLength);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, magic);
  head.setUint32(4, data.byteLength);
  [id, timestampNs, replySize, serviceTimeNs].forEach((field, i) => head.setFloat64(8 + i * 8, field));
  bytes.set(data, headBytes);
  return bytes;
}

/** The payload, whose data is a view of the bytes. */
function decode(bytes: Uint8Array): Payload {
  if (bytes.byteLength < headBytes) throw new Error(`${String(bytes.byteLength)} bytes are no message`);
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.getUint32(0) !== magic || head.getUint32(4) !== bytes.byteLength - headBytes) {
    throw new Error(`these ${String(bytes.byteLength)} bytes are not one whole message`);
  }
  return {
    id: head.getFloat64(8),
    timestampNs: head.getFloat64(16),
    replySize: head.getFloat64(24),
    serviceTimeNs: head.getFloat64(32),
    data: bytes.subarray(headBytes),
  };
}

/** Encodes a payload of zeros without data as no bytes at all, as Protocol Buffers do. */
export function emptyingCodec(): Codec {
  const nothing = { id: 0, timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
  return {
    ...wireCodec(),
    encode: (payload) =>
      payload.id === 0 && payload.data.byteLength === 0 ? new Uint8Array(0) : encode(payload),
    decode: (bytes) => (bytes.byteLength === 0 ? { ...nothing, data: new Uint8Array(0) } : decode(bytes)),
  };
}
