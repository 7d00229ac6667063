import type { LoadModel, LoadOptions, LoadSummary } from '@wiretax/core';
import { closed, nextTurn, Run } from './reference.test.support.js';

/** A signal that never aborts. */
export const never = (): AbortSignal => new AbortController().signal;

/** Runs on without regard to the signal, but rejects when it aborts. */
export const racing =
  (right: LoadModel) =>
  async (options: LoadOptions): Promise<LoadSummary> => {
    options.signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      options.signal.addEventListener('abort', () => {
        reject(options.signal.reason as Error);
      });
    });
    return Promise.race([right.run({ ...options, signal: never() }), aborted]);
  };

/** All wait for the slowest before they call again. */
export async function inRounds(options: LoadOptions): Promise<LoadSummary> {
  options.signal.throwIfAborted();
  const run = new Run(options);
  const readyNs = new Array<number>(options.clients).fill(options.now());
  const rounds = async (): Promise<void> => {
    while (!run.hasStopped()) {
      const round: Promise<void>[] = [];
      for (const [client, scheduledNs] of readyNs.entries()) {
        if (!run.mayIssue()) break;
        const call = run.issue(client, scheduledNs).then((endedNs) => {
          readyNs[client] = endedNs;
        });
        round.push(call);
      }
      await Promise.all(round);
      await nextTurn();
    }
  };
  return run.end(rounds());
}

/** Doesn't wait for long once next has said no. */
export function endingEarly(options: LoadOptions): Promise<LoadSummary> {
  return new Promise((resolve, reject) => {
    let issued = 0;
    const giveUp = async (): Promise<void> => {
      for (let turn = 0; turn < 4; turn += 1) await nextTurn();
      resolve({ issued, completed: issued, failed: 0 });
    };
    const next = (): boolean => {
      const allowed = options.next();
      if (allowed) issued += 1;
      else void giveUp();
      return allowed;
    };
    closed.run({ ...options, next }).then(resolve, reject);
  });
}

/** Takes one yes of next for nothing. */
export function wasting(options: LoadOptions): Promise<LoadSummary> {
  let asked = 0;
  const next = (): boolean => {
    asked += 1;
    return options.next() && (asked !== 33 || options.next());
  };
  return closed.run({ ...options, next });
}
