import { Buffer } from 'node:buffer';

const HEADER_BYTES = 4;
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** What precedes a message of so many bytes: their number in 4 bytes, most significant first. */
export function header(bodyBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES);
  bytes.writeUInt32BE(bodyBytes, 0);
  return bytes;
}

/** A message as it goes over the wire. Throws if it is above the limit. */
export function frame(body: Uint8Array): Buffer {
  requireFits(body.length);
  return Buffer.concat([header(body.length), body]);
}

/** Finds the messages in a stream of bytes, which arrives in chunks of any size. */
export class Deframer {
  readonly #receive: (body: Uint8Array) => void;
  /** What has not been handed on, and how much of it there must be before something can. */
  #parts: Buffer[] = [];
  #held = 0;
  #wanted = HEADER_BYTES;

  constructor(receive: (body: Uint8Array) => void) {
    this.#receive = receive;
  }

  /** Throws if a header announces too much, before any of it is kept; the stream can't be read on then. */
  push(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#wanted) return;
    let rest = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts, this.#held);
    this.#wanted = HEADER_BYTES;
    while (rest.length >= HEADER_BYTES) {
      const length = rest.readUInt32BE(0);
      requireFits(length);
      const end = HEADER_BYTES + length;
      if (rest.length < end) {
        this.#wanted = end;
        break;
      }
      this.#receive(rest.subarray(HEADER_BYTES, end));
      rest = rest.subarray(end);
    }
    this.#parts = rest.length === 0 ? [] : [rest];
    this.#held = rest.length;
  }
}

function requireFits(bytes: number): void {
  if (bytes <= MAX_MESSAGE_BYTES) return;
  throw new RangeError(
    `a message of ${String(bytes)} bytes is above the limit of ${String(MAX_MESSAGE_BYTES)}`,
  );
}
