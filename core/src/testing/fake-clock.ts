import type { Clock } from '../contract/host.js';

/** A clock that stands still until it is advanced, or that jumps to the next sleeper when told to run. */
export interface FakeClock extends Clock {
  /** Moves time on and wakes, in order, whoever was to wake within it. */
  advance(ms: number): Promise<void>;
}

interface Sleeper {
  readonly wakeNs: number;
  wake(): void;
}

export function fakeClock(startNs = 1e12): FakeClock {
  let nowNs = startNs;
  let sleepers: Sleeper[] = [];
  return {
    nowNs: () => nowNs,
    wall: () => new Date(nowNs / 1e6),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        const onAbort = (): void => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason as Error);
        };
        const wake = (): void => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        };
        const sleeper = { wakeNs: nowNs + ms * 1e6, wake };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', onAbort);
      }),
    advance: async (ms) => {
      const endNs = nowNs + ms * 1e6;
      for (;;) {
        await settle();
        const due = sleepers.filter(({ wakeNs }) => wakeNs <= endNs).sort((a, b) => a.wakeNs - b.wakeNs)[0];
        if (due === undefined) break;
        sleepers = sleepers.filter((other) => other !== due);
        nowNs = Math.max(nowNs, due.wakeNs);
        due.wake();
      }
      nowNs = endNs;
      await settle();
    },
  };
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
}

/** The work's result, with time moving on by `stepMs` for as long as it takes. */
export async function withTime<T>(clock: FakeClock, work: Promise<T>, stepMs = 100): Promise<T> {
  const state = { settled: false };
  const done = (): void => {
    state.settled = true;
  };
  work.then(done, done);
  await settle();
  while (!state.settled) await clock.advance(stepMs);
  return work;
}
