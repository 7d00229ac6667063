import { Buffer } from 'node:buffer';

const HEADER_BYTES = 4;
/** Up to here one copy into a frame is cheaper than a vectored write of header and body (measured). */
const COPIED_BYTES = 1024;

/** What the frames are written to: a socket. */
export interface FrameSink {
  cork(): void;
  /** False when it holds so much that it would rather get no more for now. */
  write(bytes: Uint8Array): boolean;
  uncork(): void;
}

/** Writes one frame, 4 bytes of big-endian length and the body, in one system call. Returns what `write` did. */
export function writeFrame(sink: FrameSink, body: Uint8Array): boolean {
  const copied = body.length <= COPIED_BYTES ? body.length : 0;
  const frame = Buffer.allocUnsafe(HEADER_BYTES + copied);
  frame.writeUInt32BE(body.length, 0);
  if (copied === body.length) {
    frame.set(body, HEADER_BYTES);
    return sink.write(frame);
  }
  sink.cork();
  sink.write(frame);
  const more = sink.write(body);
  sink.uncork();
  return more;
}

/** Announces a body of this length. */
export function frameHeader(bodyBytes: number): Uint8Array {
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt32BE(bodyBytes, 0);
  return header;
}

/** Throws when a body is larger than the limit. */
export function requireFits(bodyBytes: number, maxFrameBytes: number): void {
  if (bodyBytes > maxFrameBytes) throw tooLarge(bodyBytes, maxFrameBytes);
}

export function tooLarge(bodyBytes: number, maxFrameBytes: number): RangeError {
  return new RangeError(
    `a message of ${String(bodyBytes)} bytes is above the limit of ${String(maxFrameBytes)}; ` +
      'raise maxFrameBytes of transport tcp, or send less',
  );
}

/**
 * Takes chunks of a byte stream as they come and hands on the body of each frame: a view of the chunk if
 * the frame lies within one, else memory of its own, which is allocated once.
 *
 * `push` throws as soon as a header announces more than the limit, and lets errors of `receive` through.
 * The stream can't be read on after that.
 */
export class FrameDecoder {
  readonly #maxFrameBytes: number;
  readonly #receive: (body: Uint8Array) => void;
  /** A header that is spread over chunks: its bytes so far, and their number. */
  #header = 0;
  #headerBytes = 0;
  /** A body that is spread over chunks, and how much of it is there. */
  #body: Buffer | undefined;
  #filled = 0;

  constructor(maxFrameBytes: number, receive: (body: Uint8Array) => void) {
    this.#maxFrameBytes = maxFrameBytes;
    this.#receive = receive;
  }

  /** Whether a frame has begun that is not complete. */
  get midFrame(): boolean {
    return this.#headerBytes > 0 || this.#body !== undefined;
  }

  push(chunk: Buffer): void {
    let at = this.#body === undefined ? 0 : this.#fill(this.#body, chunk, 0);
    while (at < chunk.length) {
      if (this.#headerBytes > 0 || chunk.length - at < HEADER_BYTES) {
        this.#header = this.#header * 256 + chunk.readUInt8(at);
        this.#headerBytes += 1;
        at += 1;
        if (this.#headerBytes < HEADER_BYTES) continue;
      } else {
        this.#header = chunk.readUInt32BE(at);
        at += HEADER_BYTES;
      }
      at = this.#begin(this.#header, chunk, at);
    }
  }

  /** Starts a body of this length at this place of the chunk. Returns where the chunk goes on. */
  #begin(length: number, chunk: Buffer, at: number): number {
    this.#header = 0;
    this.#headerBytes = 0;
    requireFits(length, this.#maxFrameBytes);
    const end = at + length;
    if (end <= chunk.length) {
      this.#receive(chunk.subarray(at, end));
      return end;
    }
    this.#body = Buffer.allocUnsafe(length);
    this.#filled = 0;
    return this.#fill(this.#body, chunk, at);
  }

  #fill(body: Buffer, chunk: Buffer, at: number): number {
    const copied = chunk.copy(body, this.#filled, at);
    this.#filled += copied;
    if (this.#filled === body.length) {
      this.#body = undefined;
      this.#receive(body);
    }
    return at + copied;
  }
}
