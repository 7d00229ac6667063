import { setImmediate as loopTurn } from 'node:timers/promises';

/** Does the work; resolves with the rejections that nobody handled meanwhile. */
export async function unhandledDuring(work: () => Promise<void>): Promise<readonly string[]> {
  const reasons: string[] = [];
  const note = (reason: unknown): void => {
    reasons.push(reason instanceof Error ? reason.message : String(reason));
  };
  process.on('unhandledRejection', note);
  try {
    await work();
    for (let turn = 0; turn < 5; turn += 1) await loopTurn();
  } finally {
    process.off('unhandledRejection', note);
  }
  return reasons;
}
