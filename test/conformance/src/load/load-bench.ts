import type { LoadModel, LoadOptions, LoadSummary, Payload } from '@wiretax/core';
import { seeded } from './seeded.js';

/** How the transport treats a call: `number` counts from 0 in the order of calls. */
export type Treat = (request: Payload, number: number, client: number) => Promise<Payload>;

/** One request and what the load did with it. */
export interface Issued {
  readonly client: number;
  readonly request: Payload;
  /** When the load asked for the request, ns. */
  readonly issuedNs: number;
  calls: number;
  /** The transport's reply; undefined while it hangs or when it failed. */
  reply?: Payload;
  scheduledNs?: number;
  /** What `record` or `fail` returned. */
  endedNs?: number;
  ended: number;
}

export interface Script {
  readonly clients?: number;
  /** How many calls `next` allows before it says no. */
  readonly budget?: number;
  /** So many times it says yes after it has said no: who takes the no for final does not notice. */
  readonly yesAfterNo?: number;
  readonly treat?: Treat;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly seed?: number;
}

/** A clock that no other clock agrees with, and that never reads the same twice. */
const clockStartNs = 7e14;
const tickNs = 512;

/** Stands in for the client peer: hands out requests, takes what becomes of them, and notes what goes wrong. */
export class LoadBench {
  readonly clients: number;
  readonly issued: Issued[] = [];
  /** Breaches of next, request, call, record: in this order, each once, with the same things. */
  readonly disorder: string[] = [];
  readonly completed: Issued[] = [];
  readonly failed: { readonly issued: Issued; readonly error: unknown }[] = [];
  readonly abort = new AbortController();
  startNs = 0;
  allowed = 0;
  refusals = 0;
  issuedAfterRefusal = 0;
  onRecord: () => void = () => undefined;
  onFail: () => void = () => undefined;
  onRequest: (number: number) => void = () => undefined;
  readonly #script: Script;
  readonly #byRequest = new Map<Payload, Issued>();
  readonly #random: () => number;
  readonly #realStartNs = process.hrtime.bigint();
  #readings = 0;
  #aheadNs = 0;
  #isOver = false;

  constructor(script: Script) {
    this.#script = script;
    this.clients = script.clients ?? 3;
    this.#random = seeded(script.seed ?? 1);
  }

  /** Runs the load to its end, and tells a rejection from what it resolves with. */
  async run(load: LoadModel): Promise<LoadSummary> {
    this.startNs = this.nowNs();
    return load.run(this.#loadOptions());
  }

  /** Time passes at once, as when the process was stopped for so long. */
  skip(ns: number): void {
    this.#aheadNs += ns;
  }

  /** Whatever the load does from now on comes to nothing: a broken one must not go on for ever. */
  end(): void {
    this.#isOver = true;
  }

  nowNs(): number {
    this.#readings += 1;
    const passedNs = Number(process.hrtime.bigint() - this.#realStartNs);
    return clockStartNs + passedNs + this.#aheadNs + this.#readings * tickNs;
  }

  #loadOptions(): LoadOptions {
    return {
      clients: this.clients,
      options: this.#script.options ?? {},
      now: () => this.nowNs(),
      next: () => this.#next(),
      request: (client) => this.#request(client),
      call: (client, request) => this.#call(client, request),
      record: (scheduledNs, request, reply) => this.#record(scheduledNs, request, reply),
      fail: (scheduledNs, request, error) => this.#fail(scheduledNs, request, error),
      random: this.#random,
      signal: this.abort.signal,
    };
  }

  #next(): boolean {
    const { budget = Infinity, yesAfterNo = 0 } = this.#script;
    const most = this.refusals === 0 ? budget : budget + yesAfterNo;
    const allows = !this.#isOver && this.allowed < most;
    if (allows) this.allowed += 1;
    else this.refusals += 1;
    return allows;
  }

  #request(client: number): Payload {
    const number = this.issued.length;
    if (number >= this.allowed) this.#note('a request is made without a yes of next');
    if (this.refusals > 0) this.issuedAfterRefusal += 1;
    const request = { id: number, data: new Uint8Array(), timestampNs: 0, replySize: 0, serviceTimeNs: 0 };
    const issued: Issued = { client, request, issuedNs: this.nowNs(), calls: 0, ended: 0 };
    this.issued.push(issued);
    this.#byRequest.set(request, issued);
    this.onRequest(number);
    return request;
  }

  #call(client: number, request: Payload): Promise<Payload> {
    if (this.#isOver) return new Promise(() => undefined);
    const issued = this.#known(request, 'a call is made with a request that request() did not give');
    if (!issued) return Promise.resolve(request);
    issued.calls += 1;
    if (issued.calls > 1) this.#note('the same request is called twice');
    if (client !== issued.client) this.#note('a call is made for another client than its request');
    const treat = this.#script.treat ?? soon;
    const reply = treat(request, request.id, client);
    reply.then(
      (answer) => {
        issued.reply = answer;
      },
      () => undefined,
    );
    return reply;
  }

  #record(scheduledNs: number, request: Payload, reply: Payload): number {
    const issued = this.#known(request, 'a call is recorded that was never issued');
    if (issued) {
      if (issued.reply !== reply) this.#note('what is recorded is not the reply that the call gave');
      this.#end(issued, scheduledNs);
      this.completed.push(issued);
    }
    this.onRecord();
    return this.#stamp(issued);
  }

  #fail(scheduledNs: number, request: Payload, error: unknown): number {
    const issued = this.#known(request, 'a call fails that was never issued');
    if (issued) {
      this.#end(issued, scheduledNs);
      this.failed.push({ issued, error });
    }
    this.onFail();
    return this.#stamp(issued);
  }

  #end(issued: Issued, scheduledNs: number): void {
    issued.scheduledNs = scheduledNs;
    issued.ended += 1;
    if (issued.calls === 0) this.#note('a call is recorded before it was made');
    if (issued.ended > 1) this.#note('a call is recorded twice');
  }

  #stamp(issued: Issued | undefined): number {
    const endedNs = this.nowNs();
    if (issued) issued.endedNs = endedNs;
    return endedNs;
  }

  #known(request: Payload, otherwise: string): Issued | undefined {
    const issued = this.#byRequest.get(request);
    if (!issued) this.#note(otherwise);
    return issued;
  }

  #note(breach: string): void {
    if (!this.#isOver && !this.disorder.includes(breach)) this.disorder.push(breach);
  }
}

/** Replies in the next turn of the event loop. */
export function soon(request: Payload): Promise<Payload> {
  return new Promise((resolve) => setImmediate(resolve, { ...request }));
}
