/**
 * The one message of the echo service, request and reply alike (`proto/echo.proto`). Both directions
 * carry the same fields so that a symmetric size is symmetric on the wire.
 */
export interface Payload {
  /** Unique within a trial; the reply carries the id of its request. A safe integer ≥ 0. */
  id: number;
  /** The body whose size is the `size` axis. May be a view of a larger buffer; don't write to it. */
  data: Uint8Array;
  /**
   * Request: when the client started the call, after any flow control. Reply: when the server's handler
   * was entered; a server that can't tell leaves it at 0, or says `toldNot`, and there is no one-way latency then. Nanoseconds of
   * CLOCK_MONOTONIC, comparable between processes of one host.
   */
  timestampNs: number;
  /** Request: bytes of data that the reply is to carry. Reply: bytes that it carries. */
  replySize: number;
  /** Request: CPU time the handler is to spend, ns. Reply: the wall time that it did spend, ns. */
  serviceTimeNs: number;
}

/**
 * What a server peer runs for each request. A transport must not call it before a request is complete. If it
 * throws or rejects, or the codec does, the call rejects at the client and the server goes on serving others.
 */
export type Handler = (request: Payload) => Payload | Promise<Payload>;

/**
 * One call. `client` is the number of the caller, 0 ≤ client < clients. The promise settles exactly
 * once: with the reply to this request, or rejected. When `signal` aborts it rejects soon with the
 * signal's reason, and it leaves no listener on the signal. On the per-call path no signal is given; in-flight calls end through `close`.
 *
 * Each reply is checked: it is an object of its own, with the id of its request, the bytes of data that were asked for, and
 * stamps within the call. One that isn't fails the trial with E_WRONG_REPLY, which names whoever answered so: transport or flow.
 */
export type Call = (client: number, request: Payload, signal?: AbortSignal) => Promise<Payload>;
