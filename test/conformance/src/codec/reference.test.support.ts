import { type Codec, definePlugin, type Payload, type Plugin } from '@wiretax/core';

const magic = 0x57;
/** Magic, id, timestamp, service time, whether there is a reply size, reply size, length of the data. */
const headBytes = 1 + 8 + 8 + 8 + 1 + 4 + 4;

export type CodecDefect =
  | 'id above 2^53'
  | 'data is clamped'
  | 'head is padded'
  | 'length is trusted'
  | 'left out is 0'
  | 'magic throws a string'
  | 'offset is ignored'
  | 'quadratic complaint'
  | 'view is ignored'
  | 'whole buffer is encoded';

/** A strict binary format: right, unless told to be wrong in one way. */
export function referenceCodec(defect?: CodecDefect): Codec {
  const has = (one: CodecDefect): boolean => one === defect;
  return {
    contentType: 'application/octet-stream',
    encode: ({ id, data: view, timestampNs, replySize, serviceTimeNs }) => {
      const data = has('whole buffer is encoded') ? new Uint8Array(view.buffer) : view;
      const bytes = new Uint8Array(headBytes + data.length);
      const head = new DataView(bytes.buffer);
      head.setUint8(0, magic);
      head.setBigUint64(1, BigInt(id));
      head.setBigUint64(9, BigInt(timestampNs));
      head.setBigUint64(17, BigInt(serviceTimeNs));
      head.setUint8(25, 1);
      head.setUint32(26, replySize);
      head.setUint32(30, data.length);
      bytes.set(data, headBytes);
      return bytes;
    },
    decode: (given) => {
      const bytes = has('offset is ignored') ? new Uint8Array(given.buffer, 0, given.length) : given;
      const head = headOf(bytes, has);
      if (head.getUint8(0) !== magic) refuse(bytes, has);
      const length = head.getUint32(30);
      if (has('length is trusted')) new Uint8Array(length).fill(0, 0, 1);
      const id = Number(head.getBigUint64(1));
      if (id > Number.MAX_SAFE_INTEGER && !has('id above 2^53')) throw new RangeError('id is too large');
      const data = dataOf(bytes, length, has);
      const told = head.getUint8(25) === 1;
      return {
        id,
        data,
        timestampNs: Number(head.getBigUint64(9)),
        replySize: told ? head.getUint32(26) : has('left out is 0') ? 0 : data.length,
        serviceTimeNs: Number(head.getBigUint64(17)),
      };
    },
  };
}

type Has = (defect: CodecDefect) => boolean;

function headOf(bytes: Uint8Array, has: Has): DataView {
  if (has('view is ignored')) return new DataView(bytes.buffer, bytes.byteOffset);
  if (has('head is padded') && bytes.length < headBytes) {
    const padded = new Uint8Array(headBytes);
    padded.set(bytes);
    return new DataView(padded.buffer);
  }
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function dataOf(bytes: Uint8Array, length: number, has: Has): Uint8Array {
  if (has('view is ignored')) return new Uint8Array(bytes.buffer, bytes.byteOffset + headBytes, length);
  const data = bytes.subarray(headBytes, headBytes + length);
  if (has('data is clamped')) return data;
  if (data.length !== length || bytes.length > headBytes + length) throw new RangeError('wrong length');
  return data;
}

function refuse(bytes: Uint8Array, has: Has): never {
  if (has('quadratic complaint')) sumOfSums(bytes);
  const words = 'not this format';
  if (has('magic throws a string')) AbortSignal.abort(words).throwIfAborted();
  throw new TypeError(words);
}

function sumOfSums(bytes: Uint8Array): number {
  let sum = 0;
  for (let end = 0; end < bytes.length; end += 1) {
    for (let at = 0; at < end; at += 1) sum = (sum + (bytes[at] ?? 0)) | 0;
  }
  return sum;
}

/** A request of five bytes that says no reply size. */
export function withoutReplySize(): Uint8Array {
  const bytes = referenceCodec().encode({
    id: 9,
    data: Uint8Array.of(1, 2, 3, 4, 5),
    timestampNs: 0,
    replySize: 77,
    serviceTimeNs: 0,
  });
  bytes[25] = 0;
  return bytes;
}

export function codecPlugin(codec: () => Codec, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply(bench) {
      bench.codecs.add(name, codec());
    },
  });
}

/** The reference, but what it decodes is changed. */
export function decodingTo(change: (payload: Payload) => Payload): Plugin {
  const right = referenceCodec();
  return codecPlugin(() => ({ ...right, decode: (bytes) => change(right.decode(bytes)) }));
}
