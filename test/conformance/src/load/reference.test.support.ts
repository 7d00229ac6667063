import { definePlugin, type LoadModel, type LoadOptions, type LoadSummary, type Plugin } from '@wiretax/core';

/** Counts what both kinds of load do for a call, and how a run ends. */
export class Run {
  readonly options: LoadOptions;
  issued = 0;
  completed = 0;
  failed = 0;
  #stopped = false;

  constructor(options: LoadOptions) {
    this.options = options;
  }

  /** Whether one more call may be issued; asks no more after a no. */
  mayIssue(): boolean {
    if (!this.#stopped && !this.options.next()) this.#stopped = true;
    return !this.#stopped;
  }

  hasStopped(): boolean {
    return this.#stopped;
  }

  /** One call from its request to its record; the instant at which it ended. */
  async issue(client: number, scheduledNs: number): Promise<number> {
    const { request: make, call, record, fail } = this.options;
    const request = make(client);
    this.issued += 1;
    let ended: () => number;
    try {
      const reply = await call(client, request);
      ended = () => {
        this.completed += 1;
        return record(scheduledNs, request, reply);
      };
    } catch (error) {
      ended = () => {
        this.failed += 1;
        return fail(scheduledNs, request, error);
      };
    }
    try {
      return ended();
    } catch (error) {
      this.#stopped = true;
      throw error;
    }
  }

  async end(work: Promise<unknown>): Promise<LoadSummary> {
    const { signal } = this.options;
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    try {
      await Promise.race([work, aborted]);
    } finally {
      this.#stopped = true;
    }
    return { issued: this.issued, completed: this.completed, failed: this.failed };
  }
}

/** Each caller calls again when its call has returned, one turn of the event loop later at the latest. */
export function closedLoad(turns: boolean): LoadModel {
  return {
    kind: 'closed',
    run: async (options) => {
      options.signal.throwIfAborted();
      const run = new Run(options);
      const startNs = options.now();
      const caller = async (client: number): Promise<void> => {
        let readyNs = startNs;
        while (run.mayIssue()) {
          readyNs = await run.issue(client, readyNs);
          if (turns) await nextTurn();
        }
      };
      return run.end(Promise.all(Array.from({ length: options.clients }, (_, client) => caller(client))));
    },
  };
}

export type OpenDefect = 'issues ahead' | 'moves the plan' | 'waits for replies';

/** A call every `gapUs` on average, planned from the start; the callers take turns. */
export function openLoad(defect?: OpenDefect): LoadModel {
  const has = (one: OpenDefect): boolean => one === defect;
  return {
    kind: 'open',
    run: async (options) => {
      options.signal.throwIfAborted();
      const run = new Run(options);
      const gapNs = Number(options.options['gapUs']) * 1000;
      const generate = async (): Promise<void> => {
        const flying: Promise<unknown>[] = [];
        let dueNs = options.now();
        for (let number = 0; run.mayIssue(); number += 1) {
          dueNs += gapNs * (0.5 + options.random());
          if (has('moves the plan') && options.now() - dueNs > 5e9) dueNs = options.now();
          if (has('issues ahead') && number > 0) await nextTurn();
          else while (options.now() < dueNs) await nextTurn();
          if (run.hasStopped()) break;
          const call = run.issue(number % options.clients, dueNs);
          flying.push(call);
          if (has('waits for replies')) await call;
          // It is awaited below: all of them, once the last was issued.
          call.catch(() => undefined);
        }
        await Promise.all(flying);
      };
      return run.end(generate());
    },
  };
}

export const closed = closedLoad(true);
export const open = openLoad();

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function loadPlugin(load: LoadModel, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 1,
    apply(bench) {
      bench.loads.add(name, load);
    },
  });
}
