import type { Command, CommandLine, StopSignal } from '../../contract/command.js';
import type { Endpoint } from '../../contract/endpoint.js';
import type { Clock } from '../../contract/host.js';
import type { Child } from '../../contract/processes.js';
import { WiretaxError } from '../../kernel/errors.js';
import { socketAddress } from '../../kernel/socket-address.js';
import { describeExit } from '../peer/peer-process.js';
import { eachLine, PeerOutput } from '../peer/peer-output.js';
import type { Place } from './place.js';

const defaultReadyMs = 10_000;
const defaultStop = { signal: 'SIGTERM', graceMs: 2_000 } as const;
/** How often it is looked whether it listens. */
const lookMs = 20;
/** Lines of its own that an error shows. */
const shownLines = 3;

/** A program that takes part as a peer. */
export class CommandPeer {
  readonly name: string;
  readonly pid: number;
  readonly argv: CommandLine['argv'];
  readonly output = new PeerOutput();
  /** Resolves with the reason when it has gone, whatever for. */
  readonly ended: Promise<WiretaxError>;
  readonly #clock: Clock;
  readonly #child: Child;
  readonly #stop: { readonly signal: StopSignal; readonly graceMs: number };
  #lines: ((line: string) => void) | undefined;

  constructor(clock: Clock, name: string, child: Child, argv: CommandLine['argv'], stop: Command['stop']) {
    this.name = name;
    this.pid = child.pid;
    this.argv = argv;
    this.#clock = clock;
    this.#child = child;
    this.#stop = stop ?? defaultStop;
    const take = (line: string): void => {
      this.output.keep(line);
      this.#lines?.(line);
    };
    // A line that never ends is no line of a log.
    const ignore = (): void => undefined;
    const rests = [
      eachLine(
        (listener) => {
          child.onStdout(listener);
        },
        take,
        ignore,
      ),
      eachLine(
        (listener) => {
          child.onStderr(listener);
        },
        take,
        ignore,
      ),
    ];
    // It gets no input.
    child.end();
    this.ended = child.exited.then((exit) => {
      for (const rest of rests) if (rest() !== '') take(rest());
      return this.#failure(describeExit(exit));
    });
  }

  /** Resolves when it is up; rejects with the reason when it ends before, or takes too long. */
  async ready(
    { ready, readyMs = defaultReadyMs }: Command,
    listens: Endpoint | undefined,
    place: Place,
    signal: AbortSignal,
  ): Promise<void> {
    const over = new AbortController();
    const halt = AbortSignal.any([signal, over.signal]);
    const up = ready === 'port' ? this.#listens(listens, place, halt) : this.#says(ready.log);
    const gone = this.ended.then((reason) => Promise.reject(reason));
    const late = this.#clock.sleep(readyMs, halt).then(() => {
      const what =
        ready === 'port'
          ? `nothing of it listens at ${listens?.address ?? ''}`
          : `it has not written what ${String(ready.log)} matches`;
      throw this.#failure(`was not ready within ${String(readyMs / 1000)} s: ${what}`);
    });
    try {
      await Promise.race([up, gone, late]);
    } finally {
      over.abort();
      for (const rest of [up, gone, late]) rest.catch(() => undefined);
    }
  }

  /** Ends it, and what is left of it. Resolves when it has gone, with what went wrong. */
  async stop(): Promise<WiretaxError | undefined> {
    const { signal, graceMs } = this.#stop;
    const settled = new AbortController();
    this.#child.kill(signal);
    const late = this.#clock.sleep(graceMs, settled.signal).then(
      () =>
        new WiretaxError(
          'E_COMMAND',
          `${this.name} did not end within ${String(graceMs / 1000)} s of ${signal} and was killed`,
          { peer: this.name },
        ),
      () => undefined,
    );
    const problem = await Promise.race([late, this.ended.then(() => undefined)]);
    settled.abort();
    // Something that it has started may go on without it.
    this.#child.kill('SIGKILL');
    await this.#child.exited;
    return problem;
  }

  async #listens(at: Endpoint | undefined, { machine }: Place, signal: AbortSignal): Promise<void> {
    if (at === undefined) throw this.#failure('has no endpoint at which it could be seen to be ready');
    const address = socketAddress(at);
    for (;;) {
      const [own, listeners] = await Promise.all([
        machine.processes(this.pid),
        machine.listeners('path' in address ? address.path : address.port),
      ]);
      if (listeners.some((pid) => own.includes(pid))) return;
      await this.#clock.sleep(lookMs, signal);
    }
  }

  #says(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      const look = (line: string): void => {
        if (pattern.test(line)) resolve();
      };
      this.#lines = look;
      this.output.log.forEach(look);
    });
  }

  #failure(what: string): WiretaxError {
    const lines = this.output.log.slice(-shownLines);
    const said = lines.length === 0 ? '' : `; its last lines: ${lines.join(' | ')}`;
    const message = `${this.name} (${this.argv[0]}) ${what}${said}`;
    return new WiretaxError('E_COMMAND', message, { peer: this.name });
  }
}
