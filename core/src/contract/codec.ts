import type { Payload } from './payload.js';

/**
 * Turns a payload into bytes and back. Every transport of a trial is given the same codec, so that
 * serialisation is either an axis of the experiment or identical everywhere.
 *
 * Runs on the per-call path: no I/O, no logging, no state kept between calls.
 */
export interface Codec {
  /** The media type, as HTTP transports send it: `application/x-protobuf`. */
  readonly contentType: string;
  /** The encoded payload. The caller owns the bytes; the codec must not reuse their memory. */
  readonly encode: (payload: Payload) => Uint8Array;
  /**
   * The payload that the bytes hold; `decode(encode(p))` equals `p` field by field. `data` may be a view
   * of `bytes`, and the caller won't overwrite them while the payload lives. A request whose reply size
   * is left out asks for as many bytes as it carries. Bytes that are truncated, malformed or hostile
   * must throw, within time and memory proportional to their length; where the format has no end mark, bytes
   * cut between two fields may lack the fields after it.
   */
  readonly decode: (bytes: Uint8Array) => Payload;
}
