import protobuf from 'protobufjs/minimal.js';

const HIGH_WORD = 2 ** 32;
const LAST_FIELD = 5;
const START_GROUP = 3;

type Fixed64 = ReturnType<protobuf.Reader['fixed64']>;

/**
 * Reads a Payload with 64-bit numbers as JS numbers, exact up to 2^53, and without touching the global
 * state of protobufjs. Stricter than its parent: a field of Payload with a wrong wire type and any group
 * throw, where the parent would skip them.
 */
export class PayloadReader extends protobuf.Reader {
  constructor(bytes: Uint8Array) {
    super(bytes);
    this.discardUnknown = true;
  }

  /** A number: the code was generated with `--force-number`, which the parent's type can't know of. */
  override fixed64(): Fixed64 {
    const low = this.fixed32();
    const value: unknown = low + this.fixed32() * HIGH_WORD;
    return value as Fixed64;
  }

  /** A plain Uint8Array over the same memory, whatever the input was, so that call sites stay monomorphic. */
  override raw(start: number, end: number): Uint8Array {
    return new Uint8Array(this.buf.buffer, this.buf.byteOffset + start, end - start);
  }

  override skipType(wireType: number, depth?: number, field?: number): this {
    if (field !== undefined && field <= LAST_FIELD) {
      throw new Error(`field ${String(field)} has wire type ${String(wireType)}`);
    }
    if (wireType === START_GROUP) throw new Error(`field ${String(field)} is a group`);
    super.skipType(wireType, depth, field);
    return this;
  }
}
