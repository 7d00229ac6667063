import { inflateSync } from 'node:zlib';
import * as hdr from 'hdr-histogram-js';
import type { Buckets } from './buckets.js';
import { bucketCount } from './counts.js';
import type { Histogram } from './histogram.js';

/** The histogram as text in the HdrHistogram log format, version 1.3, one interval; its maximum is in ms. */
export function toLog(histogram: Histogram, tag: string, startSeconds: number, endSeconds: number): string {
  let text = '';
  const writer = new hdr.HistogramLogWriter((part) => {
    text += part;
  });
  histogram.tag = tag;
  writer.outputLogFormatVersion();
  writer.outputLegend();
  writer.outputIntervalHistogram(histogram, startSeconds, endSeconds, 1e6);
  return text;
}

/** The longest log that `toLog` writes has some 330 kB, and unpacks to less. */
export const mostLogBytes = 1 << 20;

/**
 * The histogram of a log that `toLog` wrote with this tag; throws if it holds none, or one of another tag or shape. Unlike the
 * library's own reader it takes nothing for granted: the file may be cut off, damaged or made to unpack to gigabytes.
 */
export function fromLog(text: string, tag: string): Buckets {
  const intervals = text.split('\n').filter((line) => line !== '' && !/^[#"]/.test(line));
  const [interval, another] = intervals;
  if (interval === undefined) throw new Error('it holds no histogram');
  if (another !== undefined) throw new Error('it holds more than one histogram');
  const [label = '', , , , packed = ''] = interval.split(',');
  if (label !== `Tag=${tag}`) throw new Error(`its histogram isn't tagged ${tag}`);
  return decoded(unpacked(packed));
}

const compressedCookie = 0x1c849304;
const cookie = 0x1c849303;
/** A version 2 cookie has the size of a word in these bits. */
const wordSizeBits = 0xf0;

function unpacked(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 8 || (bytes.readInt32BE(0) & ~wordSizeBits) !== compressedCookie)
    throw new Error('it holds no compressed histogram of version 2');
  if (bytes.readInt32BE(4) !== bytes.length - 8) throw new Error('its histogram is cut off');
  return inflateSync(bytes.subarray(8), { maxOutputLength: mostLogBytes });
}

const headerBytes = 40;

function decoded(bytes: Buffer): Buckets {
  if (bytes.length < headerBytes || (bytes.readInt32BE(0) & ~wordSizeBits) !== cookie)
    throw new Error('it unpacks to no histogram of version 2');
  if (bytes.readInt32BE(4) !== bytes.length - headerBytes) throw new Error('its histogram is incomplete');
  const [digits, lowest] = [bytes.readInt32BE(12), bytes.readBigInt64BE(16)];
  if (digits !== 3 || lowest !== 1n) throw new Error('its histogram has another shape');
  const indices: number[] = [];
  const counts: number[] = [];
  const words = new Words(bytes, headerBytes);
  for (let index = 0; words.left;) {
    const count = words.next();
    // A negative number is a run of empty buckets.
    const after = index + Math.max(1, -count);
    if (!Number.isSafeInteger(count) || after > bucketCount)
      throw new Error('its histogram has another shape');
    if (count > 0) {
      indices.push(index);
      counts.push(count);
    }
    index = after;
  }
  return { indices, counts };
}

/** Signed integers in ZigZag LEB128 of at most nine bytes, of which the last has eight bits of its own. */
class Words {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get left(): boolean {
    return this.#at < this.#bytes.length;
  }

  next(): number {
    let value = 0;
    for (let place = 0; place < 9; place += 1) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new Error('its histogram is cut off');
      this.#at += 1;
      value += (place === 8 ? byte : byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) break;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
