import { Buffer } from 'node:buffer';
import protobuf from 'protobufjs/minimal.js';

const HIGH_WORD = 2 ** 32;
const END_OF_FIXED64 = 2 ** 64;
/** More than the tags, numbers and the length of `data` ever take. */
const ROOM_BESIDE_DATA = 48;
const nothing = new Uint8Array(0);

/**
 * Writes one Payload after the other, each into memory of its own that is allocated once and handed over
 * without a copy. Takes 64-bit numbers as JS numbers.
 */
export class PayloadWriter extends protobuf.Writer {
  /** Call before each Payload. */
  begin(dataBytes: number): this {
    this.buf = Buffer.allocUnsafe(dataBytes + ROOM_BESIDE_DATA);
    this.pos = 0;
    return this;
  }

  /** The encoded Payload, which is the caller's alone. */
  take(): Uint8Array {
    const bytes = this.buf.subarray(0, this.pos);
    this.buf = nothing;
    return bytes;
  }

  override fixed64(value: number): this {
    if (!(value >= 0 && value < END_OF_FIXED64 && Number.isInteger(value))) {
      throw new RangeError(`${String(value)} is not a whole number from 0 to 2^64 - 1`);
    }
    const low = value >>> 0;
    this.fixed32(low);
    this.fixed32((value - low) / HIGH_WORD);
    return this;
  }
}
