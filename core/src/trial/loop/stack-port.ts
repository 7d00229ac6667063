import { Outcome, toldNot } from '../../contract/outcome.js';
import type { Call, Payload } from '../../contract/payload.js';
import type { Client } from '../../contract/transport.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import type { Loop } from './loop.js';
import type { Port } from './ports.js';
import { type Answer, answersRequest, type Expected } from './reply-fault.js';

/** An attempt that failed, and what came of it. */
export interface Fault {
  readonly request: Payload;
  readonly completedNs: number;
  readonly came: { readonly reply: Answer } | { readonly reason: unknown };
}

export interface StackPortOptions {
  readonly client: Client;
  /** The body of every request. */
  readonly data: Uint8Array;
  /** How many bytes every request asks for. */
  readonly replyBytes: number;
  readonly expected: Expected;
  readonly serviceTimeNs: number;
}

/** In a slot that has not been used. */
const none: Payload = { id: 0, data: new Uint8Array(0), timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
const outcomes: ReadonlySet<unknown> = new Set(Object.values(Outcome));

/** Attempts over the client of a library, whose answers are promises. What waits for them is made once for each slot. */
export class StackPort implements Port {
  readonly #o: StackPortOptions;
  readonly #requests: Payload[] = [];
  readonly #aborts: (AbortController | undefined)[] = [];
  readonly #done: ((reply: Answer) => void)[] = [];
  readonly #failed: ((reason: unknown) => void)[] = [];
  #loop: Loop | undefined;
  #call: Call;
  #cancels = false;
  #inFlight = 0;
  #lastId = 0;
  /** Sendings and answers. */
  activity = 0;
  /** The last attempt that failed; none for those that never ended. */
  fault: Fault | undefined;

  constructor(options: StackPortOptions) {
    this.#o = options;
    this.#call = options.client.call;
  }

  /** Whom it tells. */
  tell(loop: Loop): void {
    this.#loop = loop;
  }

  /** What a run calls, and whether its attempts may be cancelled: then each gets a signal. */
  begin(call: Call, cancels: boolean): void {
    this.#call = call;
    this.#cancels = cancels;
    this.fault = undefined;
  }

  room(): number {
    return this.#o.client.slots - this.#inFlight;
  }

  send(slot: number, caller: number, startedNs: number): void {
    if (slot === this.#requests.length) this.#grow(slot);
    this.#lastId += 1;
    const request: Payload = {
      id: this.#lastId,
      data: this.#o.data,
      timestampNs: startedNs,
      replySize: this.#o.replyBytes,
      serviceTimeNs: this.#o.serviceTimeNs,
    };
    this.#requests[slot] = request;
    this.#inFlight += 1;
    this.activity += 1;
    const answer = this.#cancels ? this.#cancellable(slot, caller, request) : this.#ask(caller, request);
    void answer.then(this.#done[slot], this.#failed[slot]);
  }

  cancel(slot: number): boolean {
    this.#aborts[slot]?.abort(new Error('the call was given up'));
    return false;
  }

  #cancellable(slot: number, caller: number, request: Payload): Promise<Answer> {
    const abort = new AbortController();
    this.#aborts[slot] = abort;
    return this.#ask(caller, request, abort.signal);
  }

  /** Whatever is thrown, or given instead of a promise, comes out of one. */
  #ask(caller: number, request: Payload, signal?: AbortSignal): Promise<Answer> {
    try {
      const answer: unknown =
        signal === undefined ? this.#call(caller, request) : this.#call(caller, request, signal);
      return answer instanceof Promise ? (answer as Promise<Answer>) : Promise.resolve(answer as Answer);
    } catch (thrown) {
      return new Promise(() => {
        throw thrown;
      });
    }
  }

  #grow(slot: number): void {
    this.#requests.push(none);
    this.#done.push((reply) => {
      this.#answered(slot, reply);
    });
    this.#failed.push((reason) => {
      this.#rejected(slot, reason);
    });
  }

  #answered(slot: number, reply: Answer): void {
    const completedNs = monotonicNs();
    this.#inFlight -= 1;
    this.activity += 1;
    const request = this.#requests[slot] ?? none;
    if (answersRequest(request, this.#o.expected, reply, completedNs)) {
      const told = reply.timestampNs > 0 && this.#o.expected.sharesClock;
      const enteredNs = told ? reply.timestampNs : toldNot;
      const servedNs = told ? reply.serviceTimeNs : toldNot;
      this.#loop?.settled(slot, completedNs, Outcome.ok, toldNot, enteredNs, servedNs);
      return;
    }
    this.fault = { request, completedNs, came: { reply } };
    this.#loop?.settled(slot, completedNs, Outcome.wrong, toldNot, toldNot, toldNot);
  }

  #rejected(slot: number, reason: unknown): void {
    const completedNs = monotonicNs();
    this.#inFlight -= 1;
    this.activity += 1;
    const request = this.#requests[slot] ?? none;
    this.fault = { request, completedNs, came: { reason } };
    this.#loop?.settled(slot, completedNs, outcomeOf(reason), toldNot, toldNot, toldNot);
  }
}

/** What a transport says of a call that it rejects. */
function outcomeOf(reason: unknown): Outcome {
  const { outcome } = (reason ?? {}) as { outcome?: Outcome };
  return outcome !== undefined && outcome !== Outcome.ok && outcomes.has(outcome) ? outcome : Outcome.failed;
}
