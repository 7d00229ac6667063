import { Buffer } from 'node:buffer';
import type { Has } from './reference-defects.test.support.js';

export const hello = 2;
export const failed = 1;
export const fine = 0;
const headBytes = 9;

export interface Frame {
  readonly sequence: number;
  readonly status: number;
  readonly body: Buffer;
}

export function frame(sequence: number, status: number, body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(headBytes + body.byteLength);
  bytes.writeUInt32BE(body.byteLength, 0);
  bytes.writeUInt32BE(sequence, 4);
  bytes.writeUInt8(status, 8);
  bytes.set(body, headBytes);
  return bytes;
}

/** Length, sequence number, status, body: hands on each frame once it is whole. */
export class FrameReader {
  readonly #has: Has;
  readonly #maxBytes: number;
  readonly #receive: (frame: Frame) => void;
  #rest: Buffer[] = [];
  #restBytes = 0;
  #wantedBytes = headBytes;

  constructor(has: Has, maxBytes: number, receive: (frame: Frame) => void) {
    this.#has = has;
    this.#maxBytes = maxBytes;
    this.#receive = receive;
  }

  /** The bytes of a frame that has begun. */
  get begun(): Buffer {
    return Buffer.concat(this.#rest);
  }

  push(chunk: Buffer): void {
    const oneByte = chunk.length === 1 && this.#restBytes < headBytes;
    if (oneByte && this.#has('a header comes whole')) throw new Error('a header has 9 bytes');
    this.#rest.push(chunk);
    this.#restBytes += chunk.length;
    while (this.#restBytes >= this.#wantedBytes) this.#take();
  }

  #take(): void {
    const all = this.begun;
    const length = all.readUInt32BE(0);
    if (length > this.#maxBytes) throw new Error(`a message has ${String(length)} bytes, over the limit`);
    const end = headBytes + length;
    const isWhole = all.length >= end;
    const rest = isWhole ? all.subarray(end) : all;
    this.#rest = [rest];
    this.#restBytes = rest.length;
    this.#wantedBytes = isWhole ? headBytes : end;
    if (!isWhole) return;
    const sequence = all.readUInt32BE(4);
    if (length === 0 && sequence > 0 && this.#has('an empty message is none')) return;
    const body = all.subarray(headBytes, end);
    this.#receive({ sequence, status: all.readUInt8(8), body });
  }
}
