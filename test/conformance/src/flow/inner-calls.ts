import type { Call, Payload } from '@wiretax/core';
import { deferred } from '../deferred.js';

/** A call that has reached the transport. */
export interface Flight {
  readonly client: number;
  readonly request: Payload;
  readonly signal: AbortSignal | undefined;
  /** What it is answered with. */
  readonly answer: Payload;
  readonly reply: () => void;
  readonly fail: (error: unknown) => void;
}

/** The transport behind the flow control: calls hang until told to settle, and reject when they are aborted. */
export class InnerCalls {
  /** Of all requests that came, in order. */
  readonly ids: number[] = [];
  readonly started: Flight[] = [];
  readonly flying = new Set<Flight>();
  peak = 0;
  /** Which calls throw at once instead of returning a promise, and what. */
  thrown: (request: Payload) => Error | undefined = () => undefined;

  readonly call: Call = (client, request, signal) => {
    const thrown = this.thrown(request);
    if (thrown) {
      this.ids.push(request.id);
      throw thrown;
    }
    const { promise, resolve, reject } = deferred<Payload>();
    const answer = { ...request, timestampNs: request.timestampNs + 1 };
    const land = (): void => {
      this.flying.delete(flight);
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown): void => {
      land();
      reject(error);
    };
    const reply = (): void => {
      land();
      resolve(answer);
    };
    const onAbort = (): void => {
      fail(signal?.reason);
    };
    const flight: Flight = { client, request, signal, answer, reply, fail };
    this.ids.push(request.id);
    this.started.push(flight);
    this.flying.add(flight);
    this.peak = Math.max(this.peak, this.flying.size);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort);
    return promise;
  };
}

export function request(id: number): Payload {
  return { id, data: Uint8Array.of(id % 256), timestampNs: 0, replySize: 1, serviceTimeNs: 0 };
}
