import type { LifecycleTaps } from './contract/lifecycle.js';

/** Hooks that take taps and never fire. */
export const inertTaps: LifecycleTaps = (() => {
  const ignore = (): void => undefined;
  const taps = Object.freeze({ tap: ignore, tapPromise: ignore, tapAsync: ignore });
  return Object.freeze({
    setup: taps,
    pin: taps,
    warmup: taps,
    measure: taps,
    profile: taps,
    teardown: taps,
    report: taps,
  });
})();
