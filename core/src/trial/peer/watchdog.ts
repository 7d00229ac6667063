import { PluginError, type Subject } from '../../kernel/errors.js';
import type { Loop } from '../loop/loop.js';
import type { Account } from './account.js';
import { HangWatch } from './hang-watch.js';

export interface WatchdogOptions {
  readonly loop: Loop;
  readonly account: Account;
  readonly callTimeoutMs: number;
  /** Whom a call that never returns is laid to: nobody knows who keeps it. */
  readonly keeper: Subject;
  readonly everyMs: number;
  /** Called each time, when it has looked. */
  readonly looked: () => void;
}

/** Looks now and then whether load hangs, and makes the loop fail if so. Returns what ends it. */
export function watchdog({
  loop,
  account,
  callTimeoutMs,
  keeper,
  everyMs,
  looked,
}: WatchdogOptions): () => void {
  const hangs = new HangWatch(callTimeoutMs);
  const watch = setInterval(() => {
    const found = hangs.look({
      oldestNs: loop.attempts.oldestNs(),
      waitingSinceNs: loop.waitingSinceNs,
      lastNs: account.lastNs,
    });
    if (found !== undefined) loop.fail(new PluginError(keeper, found));
    looked();
  }, everyMs);
  return () => {
    clearInterval(watch);
  };
}
