import type { AnyCode } from '../../contract/error-codes.js';
import type { Child, Exit } from '../../contract/processes.js';
import type { Host } from '../../contract/host.js';
import { reasonOf, WiretaxError } from '../../kernel/errors.js';
import { eachLine, PeerOutput } from './peer-output.js';
import {
  parseReply,
  type PeerFailure,
  type Progress,
  protocolVersion,
  type RequestName,
  type Requests,
} from './messages.js';

const stopGraceMs = 2_000;

/** How long a request may take, or how long it may go on without progress. */
export type Limit = number | { readonly silenceMs: number };

interface Waiting {
  readonly name: RequestName;
  resolve(answer: never): void;
  reject(reason: Error): void;
}

/** A peer as the coordinator sees it: requests with deadlines, and an end that every request learns of. */
export class PeerProcess {
  readonly name: string;
  readonly pid: number;
  /** What it and its plugins have printed, as standard output is the protocol's. */
  readonly output = new PeerOutput();
  /** Resolves with the reason when the process has gone, whatever for. */
  readonly ended: Promise<WiretaxError>;
  readonly #host: Host;
  readonly #child: Child;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onProgress: (progress: Progress) => void;
  #requests = 0;
  /** How often it has told of progress. */
  #heard = 0;
  #end: WiretaxError | undefined;

  constructor(host: Host, name: string, child: Child, onProgress: (progress: Progress) => void) {
    this.name = name;
    this.pid = child.pid;
    this.#host = host;
    this.#child = child;
    this.#onProgress = onProgress;
    const broken = (thrown: unknown): void => {
      this.#fail(
        this.#error('E_PROTOCOL', `the ${name} peer broke the control protocol: ${reasonOf(thrown)}`),
      );
      child.kill('SIGKILL');
    };
    eachLine(
      (listener) => {
        child.onStdout(listener);
      },
      (line) => {
        this.#receive(line);
      },
      broken,
    );
    eachLine(
      (listener) => {
        child.onStderr(listener);
      },
      (line) => {
        this.output.keep(line);
      },
      broken,
    );
    this.ended = child.exited.then((exit) => {
      const said = this.output.log.length === 0 ? '' : '; its last lines are under error.log in trials.jsonl';
      return this.#fail(this.#error('E_PEER_EXITED', `the ${name} peer ${describeExit(exit)}${said}`));
    });
  }

  /** Sends a request and resolves with its answer; rejects on failure, on the peer's end, or past the deadline. */
  async ask<Name extends RequestName>(
    name: Name,
    ask: Requests[Name]['ask'],
    limit: Limit,
    signal: AbortSignal,
  ): Promise<Requests[Name]['answer']> {
    if (this.#end !== undefined) throw this.#end;
    signal.throwIfAborted();
    this.#requests += 1;
    const id = this.#requests;
    const settled = new AbortController();
    const answer = new Promise<Requests[Name]['answer']>((resolve, reject) => {
      this.#waiting.set(id, { name, resolve, reject });
      signal.addEventListener(
        'abort',
        () => {
          reject(signal.reason as Error);
        },
        { signal: settled.signal },
      );
    });
    this.#expiry(limit, settled.signal).then(
      (limitMs) => {
        const seconds = String(Math.round(limitMs / 1000));
        this.#fail(
          this.#error(
            'E_PEER_HUNG',
            `the ${this.name} peer did not answer to ${name} within ${seconds} s and was killed`,
          ),
        );
        this.#child.kill('SIGKILL');
      },
      () => undefined,
    );
    this.#child.write(`${JSON.stringify({ v: protocolVersion, id, name, ask })}\n`);
    try {
      return await answer;
    } finally {
      settled.abort();
      this.#waiting.delete(id);
    }
  }

  /** Resolves when the limit is over. */
  async #expiry(limit: Limit, settled: AbortSignal): Promise<number> {
    const limitMs = typeof limit === 'number' ? limit : limit.silenceMs;
    let heard: number;
    do {
      heard = this.#heard;
      await this.#host.clock.sleep(limitMs, settled);
    } while (typeof limit !== 'number' && heard !== this.#heard);
    return limitMs;
  }

  /** Ends it: asks, closes its input, then kills its process group. Resolves when it is gone, with what went wrong. */
  async stop(): Promise<WiretaxError | undefined> {
    const problem = this.#end === undefined ? await this.#close() : undefined;
    // The group may hold children that a plugin left behind.
    this.#child.kill('SIGKILL');
    await this.#child.exited;
    return problem;
  }

  async #close(): Promise<WiretaxError | undefined> {
    const grace = new AbortController();
    const closed = this.ask('stop', null, stopGraceMs * 2, grace.signal).then(
      () => undefined,
      (thrown: unknown) => thrown as WiretaxError,
    );
    this.#child.end();
    const exited = this.#child.exited.then(() => closed);
    const seconds = String(stopGraceMs / 1000);
    const hung = this.#error(
      'E_PEER_HUNG',
      `the ${this.name} peer did not close within ${seconds} s and was killed`,
    );
    const waited = this.#host.clock.sleep(stopGraceMs, grace.signal).then(
      () => hung,
      () => undefined,
    );
    const problem = await Promise.race([exited, waited]);
    grace.abort();
    return problem;
  }

  #receive(line: string): void {
    const reply = parseReply(line);
    if (reply === undefined) return;
    if ('event' in reply) {
      if (reply.event === 'progress') {
        this.#heard += 1;
        this.#onProgress(reply.progress);
      } else this.#fail(this.#failure(reply.error));
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    if (reply.ok) waiting?.resolve(reply.answer as never);
    else waiting?.reject(this.#failure(reply.error));
  }

  #failure({ code, message }: PeerFailure): WiretaxError {
    return this.#error(code, `${this.name}: ${message}`);
  }

  #error(code: AnyCode, message: string): WiretaxError {
    return new WiretaxError(code, message, { peer: this.name });
  }

  /** Ends it for every request, now and later; the first reason stays. */
  #fail(reason: WiretaxError): WiretaxError {
    const end = (this.#end ??= reason);
    for (const waiting of this.#waiting.values()) waiting.reject(end);
    return end;
  }
}

export function describeExit({ code, signal, error }: Exit): string {
  if (error !== undefined) return `could not be started: ${error}`;
  if (signal === null) return `exited with code ${String(code)}`;
  const hint = signal === 'SIGKILL' ? ': by hand, or by the system for want of memory (dmesg says)' : '';
  return `was killed by ${signal}${hint}`;
}
