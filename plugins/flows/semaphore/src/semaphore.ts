import type { Call, FlowControl, Payload } from '@wiretax/core';
import { WaitingLine } from './waiting-line.js';
import type { Waiting } from './waiting-line.js';

export const semaphore: FlowControl = {
  options: {
    type: 'object',
    properties: {
      maxInflight: {
        type: 'integer',
        minimum: 1,
        description: 'Calls that may be in flight at a time, all clients together.',
      },
    },
    required: ['maxInflight'],
    additionalProperties: false,
  },

  wrap(call, options) {
    const slots = new Slots(call, Number(options['maxInflight']));
    return slots.call;
  },
};

interface Waiter extends Waiting<Waiter> {
  readonly client: number;
  readonly request: Payload;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (reply: Payload) => void;
  readonly reject: (error: unknown) => void;
  leaveOnAbort: (() => void) | undefined;
}

/** Resolved for good; a reaction to it runs after the reactions that are already queued. */
const settled = Promise.resolve();

class Slots {
  readonly #inner: Call;
  readonly #size: number;
  readonly #line = new WaitingLine<Waiter>();
  #held = 0;

  constructor(inner: Call, size: number) {
    this.#inner = inner;
    this.#size = size;
  }

  readonly call: Call = (client, request, signal) => {
    if (this.#held === this.#size) return this.#wait(client, request, signal);
    this.#held++;
    const reply = this.#start(client, request, signal);
    reply.then(this.#release, this.#release);
    return reply;
  };

  #start(client: number, request: Payload, signal: AbortSignal | undefined): Promise<Payload> {
    try {
      return this.#inner(client, request, signal);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #wait(client: number, request: Payload, signal: AbortSignal | undefined): Promise<Payload> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        client,
        request,
        signal,
        resolve,
        reject,
        leaveOnAbort: undefined,
        before: undefined,
        behind: undefined,
      };
      if (signal?.aborted) waiter.reject(signal.reason);
      else {
        this.#line.join(waiter);
        if (signal) this.#watch(waiter, signal);
      }
    });
  }

  #watch(waiter: Waiter, signal: AbortSignal): void {
    waiter.leaveOnAbort = () => {
      this.#line.leave(waiter);
      waiter.reject(signal.reason);
    };
    signal.addEventListener('abort', waiter.leaveOnAbort, { once: true });
  }

  /**
   * The next call is started a microtask later, and its slot kept for it until then: whoever awaits the call
   * that ended takes its completion time first, not after the next one has been encoded and written.
   */
  readonly #release = (): void => {
    if (this.#line.isEmpty) this.#held--;
    else void settled.then(this.#startNext);
  };

  readonly #startNext = (): void => {
    const waiter = this.#line.take();
    if (!waiter) {
      this.#held--;
      return;
    }
    const { client, request, signal, leaveOnAbort } = waiter;
    if (leaveOnAbort) signal?.removeEventListener('abort', leaveOnAbort);
    try {
      this.#start(client, request, signal).then(
        (reply) => {
          waiter.resolve(reply);
          this.#release();
        },
        (error: unknown) => {
          waiter.reject(error);
          this.#release();
        },
      );
    } catch (error) {
      waiter.reject(error);
    }
  };
}
