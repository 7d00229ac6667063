import type { Payload } from '@wiretax/core';
import { deferred } from '../deferred.js';

interface Hanging {
  readonly client: number;
  readonly request: Payload;
  readonly reply: () => void;
  readonly fail: (error: unknown) => void;
}

/** Calls that hang until they are told to settle. */
export class HangingCalls {
  readonly all: Hanging[] = [];
  readonly flying = new Set<Hanging>();
  /** The most that one client had in flight. */
  mostOfOne = 0;

  readonly treat = (request: Payload, _number: number, client: number): Promise<Payload> => {
    const { promise, resolve, reject } = deferred<Payload>();
    const call: Hanging = {
      client,
      request,
      reply: () => {
        this.flying.delete(call);
        resolve({ ...request });
      },
      fail: (error) => {
        this.flying.delete(call);
        reject(error);
      },
    };
    this.all.push(call);
    this.flying.add(call);
    const own = [...this.flying].filter((other) => other.client === client).length;
    this.mostOfOne = Math.max(this.mostOfOne, own);
    return promise;
  };

  replyToAll(): void {
    for (const call of [...this.flying]) call.reply();
  }
}
