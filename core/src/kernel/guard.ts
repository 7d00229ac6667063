import type { Clock } from '../contract/host.js';
import { PluginError, type Subject, WiretaxError } from './errors.js';

/**
 * The only file that calls plugin code. Whatever a plugin does (throws, rejects with nothing, never
 * returns), the caller gets a value or a PluginError that names the plugin.
 */
export interface GuardOptions {
  readonly clock: Clock;
  /** The call is failed after this long; Infinity for the kernel's own, which keep their own deadlines. */
  readonly limitMs: number;
  /** Aborting it ends the call at once. */
  readonly signal: AbortSignal;
}

/** Calls plugin code with a signal that aborts when the time is up or the caller's signal does. */
export async function callPlugin<T>(
  subject: Subject,
  options: GuardOptions,
  work: (signal: AbortSignal) => T | PromiseLike<T>,
): Promise<T> {
  const controller = new AbortController();
  const finished = new AbortController();
  const interrupt = (): void => {
    controller.abort(options.signal.reason);
  };
  options.signal.addEventListener('abort', interrupt, { once: true });
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => {
      reject(controller.signal.reason as Error);
    });
  });
  if (options.signal.aborted) interrupt();
  if (Number.isFinite(options.limitMs)) {
    const expire = (): void => {
      const seconds = String(options.limitMs / 1000);
      controller.abort(new WiretaxError('E_TIMEOUT', `it took longer than ${seconds} s and was given up`));
    };
    options.clock.sleep(options.limitMs, finished.signal).then(expire, () => undefined);
  }
  const started = async (): Promise<T> => work(controller.signal);
  try {
    return await Promise.race([controller.signal.aborted ? ended : started(), ended]);
  } catch (thrown) {
    if (options.signal.aborted && thrown === options.signal.reason) throw thrown;
    throw thrown instanceof PluginError ? thrown : new PluginError(subject, thrown);
  } finally {
    ended.catch(() => undefined);
    options.signal.removeEventListener('abort', interrupt);
    finished.abort();
  }
}

/** The same for calls that must be synchronous, such as `apply` and `around`. */
export function callPluginSync<T>(subject: Subject, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof PluginError ? thrown : new PluginError(subject, thrown);
  }
}
