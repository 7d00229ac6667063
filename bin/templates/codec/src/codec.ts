import type { Codec, Payload } from '@wiretax/core';

/** Data length and reply size of 4 bytes each, then id, timestamp and service time as doubles; the data follows. */
const HEADER_BYTES = 32;
const LARGEST_UINT32 = 2 ** 32 - 1;

export const codec: Codec = {
  contentType: 'application/x-{{name}}',

  encode({ id, data, timestampNs, replySize, serviceTimeNs }) {
    if (!(replySize >= 0 && replySize <= LARGEST_UINT32)) {
      throw new RangeError(`codec {{name}} can't encode a reply size of ${String(replySize)}`);
    }
    // Memory of its own for each payload: the caller keeps it.
    const bytes = new Uint8Array(HEADER_BYTES + data.length);
    const header = new DataView(bytes.buffer);
    header.setUint32(0, data.length);
    header.setUint32(4, replySize);
    header.setFloat64(8, id);
    header.setFloat64(16, timestampNs);
    header.setFloat64(24, serviceTimeNs);
    bytes.set(data, HEADER_BYTES);
    return bytes;
  },

  decode(bytes) {
    if (bytes.length < HEADER_BYTES) throw refusal(bytes, 'the header is cut');
    // The bytes may be a part of a larger buffer.
    const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    // A length that someone else wrote is compared with what is there, and never used to allocate.
    if (header.getUint32(0) !== bytes.length - HEADER_BYTES)
      throw refusal(bytes, 'the data has another length');
    const payload: Payload = {
      id: header.getFloat64(8),
      data: bytes.subarray(HEADER_BYTES),
      timestampNs: header.getFloat64(16),
      replySize: header.getUint32(4),
      serviceTimeNs: header.getFloat64(24),
    };
    const { id, timestampNs, serviceTimeNs } = payload;
    if (!Number.isSafeInteger(id) || id < 0) throw refusal(bytes, `the id is ${String(id)}`);
    for (const time of [timestampNs, serviceTimeNs]) {
      if (!Number.isFinite(time) || time < 0) throw refusal(bytes, `a time is ${String(time)}`);
    }
    return payload;
  },
};

function refusal(bytes: Uint8Array, reason: string): Error {
  return new Error(`codec {{name}} can't decode ${String(bytes.length)} bytes: ${reason}`);
}
