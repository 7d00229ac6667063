import type { LoadModel, LoadOptions, LoadSummary, Payload } from '@wiretax/core';
import { LoopTurn } from './loop-turn.js';

/** What the callers of one run share. */
interface Run {
  readonly options: LoadOptions;
  readonly startNs: number;
  readonly turn: LoopTurn;
  stopped: boolean;
  /** Whether next has said no. */
  refused: boolean;
  issued: number;
  completed: number;
  failed: number;
}

export const closedLoad: LoadModel = {
  kind: 'closed',
  options: { type: 'object', properties: {}, additionalProperties: false },

  async run(options: LoadOptions): Promise<LoadSummary> {
    const { signal } = options;
    signal.throwIfAborted();
    const run: Run = {
      options,
      startNs: options.now(),
      turn: new LoopTurn(Math.max(1024, 2 * options.clients)),
      stopped: false,
      refused: false,
      issued: 0,
      completed: 0,
      failed: 0,
    };
    let onAbort = (): void => undefined;
    const aborted = new Promise<void>((resolve) => {
      onAbort = () => {
        run.stopped = true;
        resolve();
      };
    });
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const callers = Array.from({ length: options.clients }, (_, client) => caller(run, client));
      await Promise.race([aborted, Promise.all(callers)]);
      signal.throwIfAborted();
    } finally {
      run.stopped = true;
      run.turn.end();
      signal.removeEventListener('abort', onAbort);
    }
    return { issued: run.issued, completed: run.completed, failed: run.failed };
  },
};

async function caller(run: Run, client: number): Promise<void> {
  const { options, turn } = run;
  let readyNs = run.startNs;
  try {
    while (mayIssue(run)) {
      const request = options.request(client);
      run.issued++;
      let reply: Payload;
      try {
        reply = await options.call(client, request);
      } catch (error) {
        if (hasStopped(run)) return;
        run.failed++;
        readyNs = options.fail(readyNs, request, error);
        await turn.next();
        continue;
      }
      if (hasStopped(run)) return;
      run.completed++;
      readyNs = options.record(readyNs, request, reply);
      if (turn.isOverdue()) await turn.next();
    }
  } catch (error) {
    // In the same breath, not when the run's promise has rejected: no other caller may issue in between.
    run.stopped = true;
    throw error;
  }
}

/** One no is for all callers: the others ask no more when their calls return. */
function mayIssue(run: Run): boolean {
  if (run.stopped || run.refused) return false;
  run.refused = !run.options.next();
  return !run.refused;
}

/** A call and not the property: seen false once, TypeScript would hold that false for the rest of the loop. */
function hasStopped(run: Run): boolean {
  return run.stopped;
}
